package dev.weir.gateway.http.topics;

import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.problem.KafkaProblems;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.tenants.broker.BrokerSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;

/** Makes a topic, and answers when it can be seen and written to. */
@ApplicationScoped
class CreateTopic {
    private final Visibility visibility;
    private final PartitionLimit limit;

    CreateTopic(Visibility visibility, PartitionLimit limit) {
        this.limit = limit;
        this.visibility = visibility;
    }

    TopicFacts create(Upstream upstream, CreateTopicRequest request) {
        NewTopic topic = request.newTopic();
        InternalTopics.refuse(topic.name());
        int partitions = topic.numPartitions() < 0 ? BrokerSpec.TENANTS_PARTITIONS : topic.numPartitions();
        Creations.Wanted wanted = existing -> existing.containsKey(topic.name()) ? 0 : Math.max(1, partitions);
        if (request.onlyValidates()) {
            limit.check(upstream.cluster(), wanted);
            return told(answered(upstream, request));
        }
        Answered made = limit.within(upstream.cluster(), wanted, () -> answered(upstream, request));
        upstream.forget(topic.name());
        return visibility.awaitReady(upstream, topic.name()).orElseGet(() -> told(made));
    }

    /** What Kafka has done, or would do. */
    private record Answered(NewTopic topic, CreateTopicsResult result) {}

    private static Answered answered(Upstream upstream, CreateTopicRequest request) {
        NewTopic topic = request.newTopic();
        CreateTopicsResult result = ask(upstream, topic, request.onlyValidates());
        if (!request.onlyValidates()) {
            // Whoever makes a topic is going to write to it.
            upstream.prepareToProduce();
        }
        try {
            await(result.all());
        } catch (InvalidReplicationFactorException e) {
            if (topic.replicationFactor() <= 1) {
                throw new Problem.Invalid(String.valueOf(e.getMessage())).asException();
            }
            // More than the cluster has: commands copied from elsewhere ask for three. It gets what there is.
            topic = request.withoutReplicationFactor().newTopic();
            result = ask(upstream, topic, request.onlyValidates());
            await(result.all());
        }
        return new Answered(topic, result);
    }

    private static CreateTopicsResult ask(Upstream upstream, NewTopic topic, boolean validateOnly) {
        return upstream.admin().createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(validateOnly));
    }

    /** Throws {@link InvalidReplicationFactorException} as it is. */
    private static void await(KafkaFuture<Void> made) {
        try {
            made.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidReplicationFactorException factor) {
                throw factor;
            }
            throw KafkaProblems.of(e).asException();
        }
    }

    /** From Kafka's answer to the creation, which is silent to whoever may not describe the topic. */
    private static TopicFacts told(Answered answered) {
        NewTopic topic = answered.topic();
        CreateTopicsResult result = answered.result();
        try {
            return new TopicFacts(
                    topic.name(),
                    false,
                    Upstream.await(result.numPartitions(topic.name())),
                    Upstream.await(result.replicationFactor(topic.name())));
        } catch (ProblemException _) {
            return new TopicFacts(
                    topic.name(), false, Math.max(0, topic.numPartitions()), Math.max(0, topic.replicationFactor()));
        }
    }
}
