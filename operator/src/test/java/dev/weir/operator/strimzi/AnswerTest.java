package dev.weir.operator.strimzi;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.common.ConditionBuilder;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaBuilder;
import io.strimzi.api.kafka.model.kafka.KafkaStatusBuilder;
import io.strimzi.api.kafka.model.kafka.listener.ListenerStatusBuilder;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final long GENERATION = 3;

    @Test
    void silenceIsNoAnswer() {
        assertThat(Answer.of(kafka(new KafkaStatusBuilder().withClusterId("lkc-abc"))))
                .isInstanceOfSatisfying(
                        Answer.Pending.class,
                        pending -> assertThat(pending.reason()).isEqualTo("StrimziSilent"));
    }

    @Test
    void readyIsServingAndOldWordsAreKnownAsSuch() {
        var listener = new ListenerStatusBuilder().withCertificates("pem");
        var status = said("Ready")
                .withKafkaVersion("4.3.1")
                .withListeners(
                        listener.withName("gateway").build(),
                        listener.withName("internal").build());
        assertThat(Answer.of(kafka(status))).isEqualTo(new Answer.Serving("4.3.1", "pem", true));
        assertThat(Answer.of(kafka(status.withObservedGeneration(GENERATION - 1))))
                .isEqualTo(new Answer.Serving("4.3.1", "pem", false));
    }

    @Test
    void aRefusalIsToldInStrimzisWords() {
        var status = said("NotReady");
        status.editFirstCondition()
                .withReason("InvalidResourceException")
                .withMessage("no")
                .endCondition();
        assertThat(Answer.of(kafka(status))).isEqualTo(new Answer.NotReady("InvalidResourceException", "no"));
    }

    @Test
    void whatIsPausedIsntReady() {
        assertThat(Answer.of(kafka(said("ReconciliationPaused"))))
                .isInstanceOfSatisfying(
                        Answer.Pending.class,
                        pending -> assertThat(pending.reason()).isEqualTo("StrimziPaused"));
    }

    private static KafkaStatusBuilder said(String type) {
        return new KafkaStatusBuilder()
                .withObservedGeneration(GENERATION)
                .withConditions(
                        new ConditionBuilder().withType(type).withStatus("True").build());
    }

    private static Kafka kafka(KafkaStatusBuilder status) {
        return new KafkaBuilder()
                .withNewMetadata()
                .withName("lkc-abc")
                .withNamespace("acme")
                .withGeneration(GENERATION)
                .endMetadata()
                .withStatus(status.build())
                .build();
    }
}
