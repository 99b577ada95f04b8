package dev.weir.controlplane.password;

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

    @Test
    void everyByteOfALongOneCounts() {
        String long1 = "x".repeat(99) + "1";
        PasswordHash hash = PasswordHash.of(long1);
        assertThat(hash.matches(long1)).isTrue();
        assertThat(hash.matches("x".repeat(99) + "2")).isFalse();
        assertThat(hash.matches("x".repeat(72))).isFalse();
    }

    @Test
    void nobodyHasNobodysPassword() {
        PasswordHash.matchNobodys("");
        PasswordHash.matchNobodys("nobody's");
    }
}
