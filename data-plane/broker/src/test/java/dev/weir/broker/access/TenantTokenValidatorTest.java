package dev.weir.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTokenValidatorTest {
    @ParameterizedTest
    @ValueSource(strings = {"u-a1", "sa-0", "weir-platform"})
    void subjectsAreTenantsOrThePlatform(String subject) {
        assertThat(TenantTokenValidator.mayBe(subject)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "weir-broker", "Role:u-a", "User:u-a", "", "u-", "U-a", "u-a\n", "weir-platform "})
    void nobodyElse(String subject) {
        assertThat(TenantTokenValidator.mayBe(subject)).isFalse();
    }
}
