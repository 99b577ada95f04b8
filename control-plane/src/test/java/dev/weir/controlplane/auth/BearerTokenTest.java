package dev.weir.controlplane.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    @Test
    void theSchemesCaseDoesNotMatter() {
        assertThat(BearerToken.parse("bEARER  abc ")).contains(new BearerToken("abc"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc"})
    void anythingElseIsNone(String header) {
        assertThat(BearerToken.parse(header)).isEmpty();
    }

    @Test
    void nothingIsReadOfWhatIsFarTooLong() {
        assertThat(BearerToken.parse("Bearer " + "x".repeat(20_000))).isEmpty();
    }

    @Test
    void itIsNotPrinted() {
        assertThat(BearerToken.parse("Bearer secret").orElseThrow().toString()).doesNotContain("secret");
    }
}
