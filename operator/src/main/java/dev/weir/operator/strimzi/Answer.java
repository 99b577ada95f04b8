package dev.weir.operator.strimzi;

import io.strimzi.api.kafka.model.common.Condition;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaStatus;
import io.strimzi.api.kafka.model.kafka.listener.ListenerStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Strimzi says of a cluster in its Kafka object's status. */
public sealed interface Answer {
    /**
     * Its brokers serve.
     *
     * @param kafkaVersion that they run
     * @param authority PEM of what their certificates are signed with
     * @param latest whether that is its word on what is asked for now, rather than on what was before
     */
    record Serving(@Nullable String kafkaVersion, @Nullable String authority, boolean latest) implements Answer {}

    /** It hasn't come to a word yet. */
    record Pending(String reason, String message) implements Answer {}

    /** It can't, or can't yet; the words are its own. */
    record NotReady(String reason, String message) implements Answer {}

    /** Reads it. */
    static Answer of(Kafka kafka) {
        KafkaStatus status = kafka.getStatus();
        if (status == null || status.getObservedGeneration() == 0) {
            return new Pending(
                    "StrimziSilent",
                    "Strimzi hasn't answered yet: its operator must run and watch the namespace "
                            + kafka.getMetadata().getNamespace());
        }
        Optional<Condition> refusal = condition(status, "NotReady");
        if (refusal.isPresent()) {
            return new NotReady(
                    Objects.requireNonNullElse(refusal.get().getReason(), "StrimziNotReady"),
                    Objects.requireNonNullElse(refusal.get().getMessage(), "Strimzi says no more than that"));
        }
        if (condition(status, "Ready").isPresent()) {
            return new Serving(
                    status.getKafkaVersion(),
                    authority(status),
                    status.getObservedGeneration() >= kafka.getMetadata().getGeneration());
        }
        return condition(status, "ReconciliationPaused").isPresent()
                ? new Pending("StrimziPaused", "Strimzi is told to wait, until it knows the cluster's id")
                : new Pending("StrimziWorking", "Strimzi is making the brokers");
    }

    private static Optional<Condition> condition(KafkaStatus status, String type) {
        List<Condition> conditions = status.getConditions() == null ? List.of() : status.getConditions();
        return conditions.stream()
                .filter(each -> type.equals(each.getType()) && "True".equals(each.getStatus()))
                .findFirst();
    }

    private static @Nullable String authority(KafkaStatus status) {
        List<ListenerStatus> listeners = status.getListeners() == null ? List.of() : status.getListeners();
        String all = listeners.stream()
                .filter(listener -> listener.getCertificates() != null)
                .flatMap(listener -> listener.getCertificates().stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        return all.isEmpty() ? null : all;
    }
}
