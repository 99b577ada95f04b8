package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.KafkaProblems;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.tenants.id.ClusterId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The caller's way to its cluster, for the length of one request. */
public final class Upstream implements AutoCloseable {
    private final Clients clients;
    private final MemberPlaces places;
    private final Runnable giveBack;
    private volatile MemberPlaces.@Nullable Place place;

    Upstream(Clients clients, MemberPlaces places, Runnable giveBack) {
        this.clients = clients;
        this.places = places;
        this.giveBack = giveBack;
    }

    public ClusterId cluster() {
        return clients.target().cluster();
    }

    /** Largest record batch in bytes. */
    public int messageBytes() {
        return clients.target().messageBytes();
    }

    /** How long Kafka may take for one thing that it is asked. */
    public Duration patience() {
        return clients.patience();
    }

    /** Whether the cluster didn't answer when it was last waited for, to write a record. */
    public boolean isSilent() {
        return clients.silent;
    }

    /** Tells whether it did. */
    public void silent(boolean silent) {
        clients.silent = silent;
    }

    public Admin admin() {
        return clients.admin();
    }

    public Producer<byte[], byte[]> producer() {
        return clients.producer();
    }

    /** Does one thing of this principal's after the other; what blocks there holds nobody else. */
    public Executor serially() {
        return clients.serial;
    }

    /** Whether the caller saw the topic a moment ago. */
    public boolean knows(String topic) {
        return clients.topics.partitions(topic).isPresent();
    }

    /** Whether anybody saw the topic a moment ago: enough for those whom the broker tells what they may do with it. */
    public boolean isThere(String topic) {
        return clients.clusters.partitions(topic).isPresent();
    }

    /** A problem unless anybody saw the topic a moment ago, or the caller sees it now. */
    public void requireThere(String topic) {
        var _ = clients.clusters.partitions(
                topic, () -> describe(topic).partitions().size());
    }

    /** Lets a producer log in and get its id while something else is done. Doesn't block, tells no failure. */
    public void prepareToProduce() {
        Thread.ofVirtual().name("weir-http-prepare").start(clients::tryProducer);
    }

    /** Tells that the producer is of no more use. */
    public void discard(Producer<byte[], byte[]> broken) {
        clients.discard(broken);
    }

    /** Lends a consumer without group and assignment; at most so many at one time as the settings say. */
    public <T> T consume(Function<Consumer<byte[], byte[]>, T> work) {
        return clients.consume(work);
    }

    /** As {@link #consume}, for streams: each waits for its turn, and at most half of the consumers are theirs. */
    public <T> T consumeInTurn(Function<Consumer<byte[], byte[]>, T> work) {
        return clients.consumeInTurn(work);
    }

    /** As {@link #consume}, for whoever waits at the end of a partition. */
    public <T> T consumeWaiting(Function<Consumer<byte[], byte[]>, T> work) {
        return clients.consumeWaiting(work);
    }

    /** A new consumer for whoever waits at the ends of partitions, to use and close. */
    public Consumer<byte[], byte[]> follow() {
        return clients.follow();
    }

    /**
     * A new consumer in a group, one for each of these, for whoever asks to use and close. It hasn't joined yet. A problem
     * when the gateway has as many as it can.
     */
    public Consumer<byte[], byte[]> join(GroupMember member) {
        place = places.take(cluster());
        return clients.join(member);
    }

    /** The topic, as the caller may see it. Unknown and forbidden are problems. */
    public TopicDescription describe(String topic) {
        TopicDescription description = await(Objects.requireNonNull(
                admin().describeTopics(List.of(topic)).topicNameValues().get(topic)));
        clients.topics.put(topic, description.partitions().size());
        clients.clusters.put(topic, description.partitions().size());
        return description;
    }

    /** How many partitions the topic has, perhaps as of some seconds ago. Unknown and forbidden are problems. */
    public int partitions(String topic) {
        return clients.topics
                .partitions(topic)
                .orElseGet(() -> describe(topic).partitions().size());
    }

    /** A problem unless the topic has this partition. */
    public void requirePartition(String topic, int partition) {
        boolean there = partition >= 0
                && (partition < partitions(topic)
                        || partition < describe(topic).partitions().size());
        if (!there) {
            throw new Problem.UnknownTopic("Topic " + topic + " has no partition " + partition + ".").asException();
        }
    }

    /** After a record was written to it. */
    public void stillThere(String topic) {
        clients.topics.touch(topic);
        clients.clusters.touch(topic);
    }

    /** After an error that may mean that the topic is gone, and after deleting it. */
    public void forget(String topic) {
        clients.topics.forget(topic);
        clients.clusters.forget(topic);
    }

    /** What Kafka answers; what it refuses is thrown as a problem. */
    public static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("The gateway is stopping.", Duration.ofSeconds(1)).asException();
        } catch (ExecutionException e) {
            throw KafkaProblems.of(e).asException();
        }
    }

    @Override
    public void close() {
        MemberPlaces.Place taken = place;
        if (taken != null) {
            taken.close();
        }
        giveBack.run();
    }
}
