package dev.weir.tenants.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretHashTest {
    @Test
    void matchesOnlyItsOwnSecret() {
        String secret = new ApiSecrets().next();
        SecretHash hash = SecretHash.of(secret);
        assertThat(secret).hasSize(64);
        assertThat(hash.matches(secret)).isTrue();
        assertThat(hash.matches(secret + "x")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void isTheWellKnownSha256() {
        assertThat(SecretHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatThrownBy(() -> new SecretHash("abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
