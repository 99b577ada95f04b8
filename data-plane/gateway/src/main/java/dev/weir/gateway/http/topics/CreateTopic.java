package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.problem.KafkaProblems;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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

    CreateTopic(Visibility visibility) {
        this.visibility = visibility;
    }

    TopicFacts create(Upstream upstream, CreateTopicRequest request) {
        NewTopic topic = request.newTopic();
        InternalTopics.refuse(topic.name());
        CreateTopicsResult result = upstream.admin()
                .createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(request.validateOnly()));
        if (!request.validateOnly()) {
            // Whoever makes a topic is going to write to it.
            upstream.prepareToProduce();
        }
        await(result.all());
        if (!request.validateOnly()) {
            upstream.forget(topic.name());
            Optional<TopicFacts> seen = visibility.awaitReady(upstream, topic.name());
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return told(result, topic);
    }

    private static void await(KafkaFuture<Void> made) {
        try {
            made.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw (e.getCause() instanceof InvalidReplicationFactorException factor
                            ? new Problem.Invalid(factor.getMessage()
                                    + " Leave replication_factor out to get what this cluster offers.")
                            : KafkaProblems.of(e))
                    .asException();
        }
    }

    /** From Kafka's answer to the creation, which is silent to whoever may not describe the topic. */
    private static TopicFacts told(CreateTopicsResult result, NewTopic topic) {
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
