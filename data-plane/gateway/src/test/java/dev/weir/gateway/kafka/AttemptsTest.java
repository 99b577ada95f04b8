package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptsTest {
    @ParameterizedTest
    @EnumSource(ApiKeys.class)
    void canBeMadeInTheOldestVersion(ApiKeys api) {
        if (ApiRules.of(api) != Rule.REFUSE) {
            var request = Attempts.of(api, api.oldestVersion()).orElseThrow().apply(Belongings.nobodys());
            assertThat(Wire.request(api, api.oldestVersion(), 7, request).readableBytes())
                    .isPositive();
        }
    }
}
