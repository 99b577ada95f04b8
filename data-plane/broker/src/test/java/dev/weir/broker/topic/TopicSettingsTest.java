package dev.weir.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicSettingsTest {
    private static final Map<String, String> BROKER =
            Map.of(TopicSettings.MESSAGE_BYTES, "2097152", TopicSettings.NODES, "1");

    private final TopicSettings settings = TopicSettings.from(BROKER);

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact",
        "retention.ms, -1",
        "max.message.bytes, 2097152",
        "min.insync.replicas, 1",
        "segment.bytes, 52428800",
        "segment.ms, 600000",
        "unclean.leader.election.enable, false"
    })
    void tenantsChoose(String name, String value) {
        assertThat(settings.objection(Map.of(name, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "max.message.bytes, 2097153, max.message.bytes must be from 1 to 2097152",
        "min.insync.replicas, 2, min.insync.replicas must be from 1 to 1",
        "segment.bytes, 1048576, segment.bytes must be from 52428800",
        "segment.ms, 100, segment.ms must be from 600000",
        "segment.ms, soon, not soon",
        "unclean.leader.election.enable, true, can only be false",
        "preallocate, true, can only be false",
        "flush.messages, 1, flush.messages cannot be changed; what can: cleanup.policy",
        "segment.index.bytes, 1000000000, cannot be changed",
        "remote.storage.enable, true, cannot be changed"
    })
    void otherwiseTheyHearWhatIsPossible(String name, String value, String reason) {
        assertThat(settings.objection(Map.of(name, value)))
                .hasValueSatisfying(objection -> assertThat(objection).contains(reason));
    }

    @Test
    void anythingCanGoBackToItsDefault() {
        Map<String, String> reset = new HashMap<>();
        reset.put("flush.messages", null);
        assertThat(settings.objection(reset)).isEmpty();
    }

    @Test
    void kafkaMakesItsOwnTopicsAsItLikes() throws Exception {
        try (TenantCreateTopicPolicy policy = new TenantCreateTopicPolicy()) {
            policy.configure(BROKER);
            Map<String, String> small = Map.of("segment.bytes", "1");
            assertThatCode(() -> policy.validate(creation("__consumer_offsets", small)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> policy.validate(creation("mine", small)))
                    .isInstanceOf(PolicyViolationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ConfigResource.Type.class,
            names = {"BROKER", "BROKER_LOGGER", "CLIENT_METRICS"})
    void whatIsNotATopicOrAGroupIsThePlatforms(ConfigResource.Type type) throws Exception {
        try (TenantAlterConfigPolicy policy = new TenantAlterConfigPolicy()) {
            policy.configure(BROKER);
            assertThatThrownBy(() -> policy.validate(change(type, "retention.ms", "1")))
                    .isInstanceOf(PolicyViolationException.class);
            assertThatCode(() -> policy.validate(change(ConfigResource.Type.TOPIC, "retention.ms", "1")))
                    .doesNotThrowAnyException();
            assertThatCode(() ->
                            policy.validate(change(ConfigResource.Type.GROUP, "consumer.session.timeout.ms", "45000")))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void howManyReplicasMustBeInSyncIsASettingOfAllBrokersTogether() throws Exception {
        try (TenantAlterConfigPolicy policy = new TenantAlterConfigPolicy()) {
            policy.configure(BROKER);
            var all = new ConfigResource(ConfigResource.Type.BROKER, "");
            assertThatCode(() -> policy.validate(
                            new AlterConfigPolicy.RequestMetadata(all, Map.of("min.insync.replicas", "2"))))
                    .doesNotThrowAnyException();
            for (var refused : List.of(
                    change(ConfigResource.Type.BROKER, "min.insync.replicas", "2"),
                    new AlterConfigPolicy.RequestMetadata(all, Map.of("min.insync.replicas", "3")),
                    new AlterConfigPolicy.RequestMetadata(
                            all, Map.of("min.insync.replicas", "2", "log.cleaner.threads", "9")))) {
                assertThatThrownBy(() -> policy.validate(refused)).isInstanceOf(PolicyViolationException.class);
            }
        }
    }

    private static CreateTopicPolicy.RequestMetadata creation(String topic, Map<String, String> configs) {
        return new CreateTopicPolicy.RequestMetadata(topic, 1, (short) 1, null, configs);
    }

    private static AlterConfigPolicy.RequestMetadata change(ConfigResource.Type type, String key, String value) {
        return new AlterConfigPolicy.RequestMetadata(new ConfigResource(type, "x"), Map.of(key, value));
    }
}
