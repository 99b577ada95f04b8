package dev.weir.gateway.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class BasicCredentialsTest {
    private static String header(String scheme, String credentials) {
        return scheme + " " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    @Test
    void userAndPasswordAreRead() {
        assertThat(BasicCredentials.parse(header("Basic", "key:se:cret")))
                .contains(new BasicCredentials("key", "se:cret"));
        assertThat(BasicCredentials.parse(header("basic", "key:"))).contains(new BasicCredentials("key", ""));
    }

    @Test
    void anythingElseIsNothing() {
        assertThat(BasicCredentials.parse(null)).isEmpty();
        assertThat(BasicCredentials.parse("Bearer abc")).isEmpty();
        assertThat(BasicCredentials.parse("Basic")).isEmpty();
        assertThat(BasicCredentials.parse("Basic !!")).isEmpty();
        assertThat(BasicCredentials.parse(header("Basic", "nocolon"))).isEmpty();
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(new BasicCredentials("key", "secret").toString()).doesNotContain("secret");
    }
}
