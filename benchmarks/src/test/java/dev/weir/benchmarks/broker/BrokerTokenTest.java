package dev.weir.benchmarks.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BrokerTokenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTokenIsSignedByTheKeyInTheSet() throws IOException, GeneralSecurityException {
        var token = new BrokerToken();
        String[] parts = token.sign("weir-gateway", "lkc-raw0", "u-bench").split("\\.", -1);
        JsonNode key = JSON.readTree(token.keySet()).path("keys").path(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key.path("k").asText()), "HmacSHA256"));
        assertThat(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)))
                .isEqualTo(Base64.getUrlDecoder().decode(parts[2]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("aud").asText()).isEqualTo("lkc-raw0");
        assertThat(claims.path("exp").asLong()).isGreaterThan(claims.path("iat").asLong());
    }
}
