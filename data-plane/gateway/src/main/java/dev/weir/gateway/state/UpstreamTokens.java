package dev.weir.gateway.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the tokens with which the gateway speaks to a cluster's brokers as its caller (HS256, RFC 7515 and 7519). */
@ApplicationScoped
public class UpstreamTokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final StateTables tables;
    private final Duration life;
    private final Clock clock;
    private final Map<Holder, Issued> issued = new ConcurrentHashMap<>();

    @Inject
    UpstreamTokens(StateTables tables, StateConfig config) {
        this(tables, config.tokenLife(), Clock.systemUTC());
    }

    UpstreamTokens(StateTables tables, Duration life, Clock clock) {
        this.tables = tables;
        this.life = life;
        this.clock = clock;
        tables.listen(this::forget);
    }

    private record Holder(ClusterId cluster, String subject) {}

    private record Issued(String keyId, SignedToken token) {}

    /** A token that has at least half of its life before it; nothing while the cluster has no key that may sign. */
    public Optional<SignedToken> token(ClusterId cluster, PrincipalId principal) {
        return token(new Holder(cluster, principal.value()));
    }

    /** As {@link #token}, for what the platform itself has to do at a cluster. */
    public Optional<SignedToken> platformToken(ClusterId cluster) {
        return token(new Holder(cluster, BrokerSpec.PLATFORM_USER));
    }

    private Optional<SignedToken> token(Holder holder) {
        Instant now = clock.instant();
        return signingKey(holder.cluster(), now).map(key -> {
            Issued known = issued.get(holder);
            if (known != null
                    && known.keyId().equals(key.keyId())
                    && known.token().expires().isAfter(now.plus(life.dividedBy(2)))) {
                return known.token();
            }
            SignedToken token = sign(key, holder, now);
            issued.put(holder, new Issued(key.keyId(), token));
            return token;
        });
    }

    private Optional<SigningKey> signingKey(ClusterId cluster, Instant now) {
        ClusterSecret secret = tables.secrets.get(cluster.value());
        return secret == null
                ? Optional.empty()
                : secret.keys().stream()
                        .filter(key -> key.signsFrom() <= now.toEpochMilli())
                        .max(Comparator.comparingLong(SigningKey::signsFrom));
    }

    private SignedToken sign(SigningKey key, Holder holder, Instant now) {
        Instant expires = Instant.ofEpochSecond(now.plus(life).getEpochSecond());
        try {
            String unsigned = encode(Map.of("alg", "HS256", "typ", "JWT", "kid", key.keyId()))
                    + "."
                    + encode(Map.of(
                            "iss", TokenAuthentication.GATEWAY_ISSUER,
                            "aud", holder.cluster().value(),
                            "sub", holder.subject(),
                            "iat", now.getEpochSecond(),
                            "exp", expires.getEpochSecond()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key.secret()), "HmacSHA256"));
            String signature = BASE64.encodeToString(mac.doFinal(unsigned.getBytes(UTF_8)));
            return new SignedToken(unsigned + "." + signature, expires);
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("can't sign for " + holder.cluster(), e);
        }
    }

    private static String encode(Map<String, ?> json) throws JsonProcessingException {
        return BASE64.encodeToString(RecordFormat.JSON.writeValueAsBytes(json));
    }

    private void forget(StateChange change) {
        if (change instanceof StateChange.ClusterClosed(ClusterId cluster)) {
            issued.keySet().removeIf(holder -> holder.cluster().equals(cluster));
        }
    }
}
