package dev.weir.gateway.identity;

import dev.weir.gateway.state.Credential;
import dev.weir.gateway.state.IdentityProvider;
import dev.weir.gateway.state.IdentityProvider.Kind.Issuer;
import dev.weir.gateway.state.StateChange;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdentityProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** Checks the JWT (RFC 7519) of an issuer that the cluster's organization trusts, by keys that the issuer publishes. */
@ApplicationScoped
public class TokenJudge {
    private static final String NOBODY = "-";
    /** Only with public keys: a secret that tenants share with their issuer is no business of ours. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final TenantDirectory directory;
    private final KeyFetch fetch;
    private final IdentityConfig config;
    private final Map<IdentityProviderId, IssuerKeys> keys = new ConcurrentHashMap<>();
    /** Checking a signature may take milliseconds: too long for an event loop. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TokenJudge(TenantDirectory directory, KeyFetch fetch, IdentityConfig config) {
        this.directory = directory;
        this.fetch = fetch;
        this.config = config;
        directory.listen(this::forget);
    }

    /** For how long after its end a token is still taken, since its issuer's clock may differ. */
    public Duration tolerance() {
        return config.clockSkew();
    }

    private record Trusted(IdentityProvider provider, Issuer issuer) {}

    /** Who the bearer is at this cluster. Fails only when something is broken. */
    public CompletableFuture<Ruling> judge(String token, ClusterId cluster) {
        return CompletableFuture.completedFuture(token).thenComposeAsync(jwt -> read(jwt, cluster), threads);
    }

    private CompletableFuture<Ruling> read(String token, ClusterId cluster) {
        JwtContext unchecked;
        String issuer;
        try {
            unchecked = unchecking().process(token);
            issuer = unchecked.getJwtClaims().getIssuer();
        } catch (InvalidJwtException | MalformedClaimException e) {
            return doubtful("the token is no JWT", NOBODY);
        }
        List<Trusted> trusted = directory.cluster(cluster).stream()
                .flatMap(found -> directory.providers(found.organization()).stream())
                .flatMap(TokenJudge::issuers)
                .filter(each -> each.issuer().issuer().equals(issuer))
                .toList();
        if (trusted.isEmpty()) {
            return doubtful("cluster " + cluster + " knows no identity provider with the token's issuer", NOBODY);
        }
        Trusted best = trusted.stream()
                .filter(each -> has(unchecked.getJwtClaims(), each.issuer().audience()))
                .findFirst()
                .orElse(trusted.getFirst());
        var signature = (JsonWebSignature) unchecked.getJoseObjects().getFirst();
        return keysOf(best).find(signature).thenApplyAsync(key -> rule(token, cluster, best, key), threads);
    }

    private Ruling rule(String token, ClusterId cluster, Trusted trusted, Optional<Key> key) {
        if (key.isEmpty()) {
            return new Ruling.Doubtful("the issuer has no such key, or doesn't answer", NOBODY);
        }
        Issuer issuer = trusted.issuer();
        JwtConsumer checking = new JwtConsumerBuilder()
                .setVerificationKey(key.get())
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setExpectedIssuer(issuer.issuer())
                .setExpectedAudience(issuer.audience())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds())
                .build();
        try {
            JwtClaims claims = checking.processToClaims(token);
            String subject = claims.getStringClaimValue(issuer.subjectClaim());
            if (subject == null) {
                return new Ruling.Doubtful("the token has no claim " + issuer.subjectClaim(), NOBODY);
            }
            var until = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            return directory
                    .provider(trusted.provider().id())
                    .flatMap(provider -> provider.account(subject))
                    .<Ruling>map(account -> new Ruling.Known(
                            directory.admit(
                                    new Credential.Vouched(trusted.provider().id(), subject, until), account, cluster),
                            subject))
                    .orElseGet(() -> new Ruling.Doubtful(
                            "no service account is mapped to the token's " + issuer.subjectClaim(), subject));
        } catch (InvalidJwtException e) {
            return new Ruling.Doubtful(e.hasExpired() ? "the token has expired" : "the token isn't valid here", NOBODY);
        } catch (MalformedClaimException e) {
            return new Ruling.Doubtful("the token's claims have other types than they should", NOBODY);
        }
    }

    private static Stream<Trusted> issuers(IdentityProvider provider) {
        return switch (provider.kind()) {
            case Issuer issuer -> Stream.of(new Trusted(provider, issuer));
            case IdentityProvider.Kind.Authority _ -> Stream.empty();
        };
    }

    private static boolean has(JwtClaims claims, String audience) {
        try {
            return claims.hasAudience() && claims.getAudience().contains(audience);
        } catch (MalformedClaimException e) {
            return false;
        }
    }

    /** To find out whose it claims to be. */
    private static JwtConsumer unchecking() {
        return new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setSkipSignatureVerification()
                .setDisableRequireSignature()
                .build();
    }

    private IssuerKeys keysOf(Trusted trusted) {
        return keys.compute(
                trusted.provider().id(),
                (id, known) -> known != null && known.areOf(trusted.issuer()) ? known : newKeys(trusted.issuer()));
    }

    private IssuerKeys newKeys(Issuer issuer) {
        return new IssuerKeys(issuer, fetch::fetch, config.refresh(), config.keep(), config.pause(), System::nanoTime);
    }

    private void forget(StateChange change) {
        if (change instanceof StateChange.ProviderChanged(IdentityProviderId id)
                && directory.provider(id).isEmpty()) {
            keys.remove(id);
        }
    }

    private static CompletableFuture<Ruling> doubtful(String reason, String subject) {
        return CompletableFuture.completedFuture(new Ruling.Doubtful(reason, subject));
    }
}
