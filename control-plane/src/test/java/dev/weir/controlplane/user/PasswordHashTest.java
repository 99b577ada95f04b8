package dev.weir.controlplane.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    @Test
    void matchesOnlyItsOwnPassword() {
        PasswordHash hash = PasswordHash.of("correct horse");
        assertThat(hash.value()).startsWith("$2a$10$");
        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horsf")).isFalse();
        assertThat(hash.toString()).doesNotContain(hash.value());
        assertThat(PasswordHash.of("correct horse").value()).isNotEqualTo(hash.value());
    }
}
