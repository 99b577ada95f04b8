package dev.weir.gateway.kafka.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"\0key\0secret", "key\0key\0secret"})
    void keyAndSecretAreFound(String token) {
        assertThat(PlainToken.parse(token.getBytes(UTF_8))).contains(new PlainToken("key", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "\0key", "\0\0secret", "\0key\0", "other\0key\0secret", "\0key\0secret\0more"})
    void anythingElseIsNoToken(String token) {
        assertThat(PlainToken.parse(token.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void theSecretIsNeverPrinted() {
        assertThat(new PlainToken("key", "hush").toString()).doesNotContain("hush");
    }
}
