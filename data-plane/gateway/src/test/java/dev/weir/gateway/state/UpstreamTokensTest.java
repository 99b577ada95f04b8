package dev.weir.gateway.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class UpstreamTokensTest {
    private static final ClusterId CLUSTER = new ClusterId(Records.CLUSTER);
    private static final PrincipalId PRINCIPAL = PrincipalId.of(Records.PRINCIPAL);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.500Z");

    private final StateTables tables = new StateTables();
    private final MovingClock clock = new MovingClock();
    private final UpstreamTokens tokens = new UpstreamTokens(tables, Duration.ofMinutes(15), clock);

    private static final class MovingClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void theTokenSaysWhoSpeaksToWhichClusterForAQuarterOfAnHour() throws Exception {
        tables.put(Records.secret(1, Records.signingKey("k1", 0)));

        SignedToken token = tokens.token(CLUSTER, PRINCIPAL).orElseThrow();

        String[] parts = token.value().split("\\.", -1);
        assertThat(json(parts[0]).get("alg").asText()).isEqualTo("HS256");
        assertThat(json(parts[0]).get("kid").asText()).isEqualTo("k1");
        JsonNode claims = json(parts[1]);
        assertThat(claims.get("iss").asText()).isEqualTo("weir-gateway");
        assertThat(claims.get("aud").asText()).isEqualTo(Records.CLUSTER);
        assertThat(claims.get("sub").asText()).isEqualTo(Records.PRINCIPAL);
        assertThat(claims.get("iat").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(claims.get("exp").asLong()).isEqualTo(START.getEpochSecond() + 900);
        assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(START.getEpochSecond() + 900));
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] secret =
                Base64.getUrlDecoder().decode(Records.signingKey("k1", 0).secret());
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        assertThat(Base64.getUrlDecoder().decode(parts[2]))
                .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)));
    }

    @Test
    void aTokenIsUsedAgainForHalfOfItsLife() {
        tables.put(Records.secret(1, Records.signingKey("k1", 0)));
        SignedToken first = tokens.token(CLUSTER, PRINCIPAL).orElseThrow();

        clock.now = START.plus(Duration.ofMinutes(7));
        assertThat(tokens.token(CLUSTER, PRINCIPAL)).contains(first);
        clock.now = START.plus(Duration.ofMinutes(8));
        assertThat(tokens.token(CLUSTER, PRINCIPAL).orElseThrow().expires()).isAfter(first.expires());
    }

    @Test
    void aNewKeySignsOnlyFromItsTimeOn() throws Exception {
        long change = START.plusSeconds(300).toEpochMilli();
        tables.put(Records.secret(1, Records.signingKey("k1", 0), Records.signingKey("k2", change)));
        assertThat(signer()).isEqualTo("k1");

        clock.now = START.plusSeconds(301);
        assertThat(signer()).isEqualTo("k2");
    }

    @Test
    void withoutAKeyThereIsNoToken() {
        assertThat(tokens.token(CLUSTER, PRINCIPAL)).isEmpty();
        tables.put(
                Records.secret(1, Records.signingKey("k1", START.plusSeconds(5).toEpochMilli())));
        assertThat(tokens.token(CLUSTER, PRINCIPAL)).isEmpty();
    }

    @Test
    void thePlatformHasItsOwnName() throws Exception {
        tables.put(Records.cluster(1, DesiredState.RUNNING));
        tables.put(Records.secret(1, Records.signingKey("k1", 0)));
        String token = tokens.platformToken(CLUSTER).orElseThrow().value();

        assertThat(json(token.split("\\.", -1)[1]).get("sub").asText()).isEqualTo("weir-platform");
    }

    private String signer() throws IOException {
        String token = tokens.token(CLUSTER, PRINCIPAL).orElseThrow().value();
        return json(token.split("\\.", -1)[0]).get("kid").asText();
    }

    private static JsonNode json(String part) throws IOException {
        return RecordFormat.JSON.readTree(Base64.getUrlDecoder().decode(part));
    }
}
