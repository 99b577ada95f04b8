package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiRulesTest {
    @ParameterizedTest
    @EnumSource(ApiKeys.class)
    void everyApiOfKafkaHasARule(ApiKeys api) {
        assertThat(ApiRules.contains(api))
                .as("somebody has to think about %s and put it into ApiRules", api)
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(ApiKeys.class)
    void apisBetweenBrokersAreRefused(ApiKeys api) {
        if (api.clusterAction && api != ApiKeys.OFFSET_FOR_LEADER_EPOCH) {
            assertThat(ApiRules.of(api)).isEqualTo(Rule.REFUSE);
        }
    }

    @Test
    void whatIsRefusedIsHidden() {
        assertThat(ApiRules.visible(ApiKeys.PRODUCE.id)).isTrue();
        assertThat(ApiRules.visible(ApiKeys.UNREGISTER_BROKER.id)).isFalse();
        assertThat(ApiRules.visible((short) 12_345)).isFalse();
    }
}
