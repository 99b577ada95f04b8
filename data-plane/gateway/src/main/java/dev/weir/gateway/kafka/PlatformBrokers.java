package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.Stored;
import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.TopicListing;
import dev.weir.tenants.id.ClusterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.Readable;

/** Asks tenants' brokers as the platform. Connections are kept as long as questions come. */
final class PlatformBrokers {
    private static final short METADATA_VERSION = 12;
    private static final short LOG_DIRS_VERSION = 4;
    private static final short STREAMS_GROUP_VERSION = 0;
    private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final EventLoops loops;
    private final TenantDirectory directory;
    private final UpstreamConnector upstream;
    private final Map<Place, CompletableFuture<PlatformConnection>> open = new ConcurrentHashMap<>();
    private final Map<ClusterId, NodeAddress> answered = new ConcurrentHashMap<>();

    PlatformBrokers(EventLoops loops, TenantDirectory directory, UpstreamConnector upstream) {
        this.loops = loops;
        this.directory = directory;
        this.upstream = upstream;
    }

    private record Place(ClusterId cluster, NodeAddress node) {}

    /** How many partitions each topic has, internal ones left out. */
    CompletableFuture<Map<String, Integer>> partitions(ClusterId cluster) {
        return any(
                cluster,
                broker -> broker.ask(ApiKeys.METADATA, METADATA_VERSION, allTopics(), PlatformBrokers::partitions));
    }

    /** All topics but internal ones, by name. */
    CompletableFuture<List<TopicListing.Topic>> topics(ClusterId cluster) {
        return any(
                cluster,
                broker -> broker.ask(
                                ApiKeys.METADATA,
                                METADATA_VERSION,
                                allTopics(),
                                body -> new MetadataResponseData(body, METADATA_VERSION))
                        .thenCompose(metadata -> TopicDetails.of(broker, metadata)));
    }

    /** Asks the brokers one after another until one answers, beginning with the one that did so last. */
    private <T> CompletableFuture<T> any(
            ClusterId cluster, Function<PlatformConnection, CompletableFuture<T>> question) {
        List<NodeAddress> nodes = new ArrayList<>(nodes(cluster));
        NodeAddress last = answered.get(cluster);
        if (last != null && nodes.remove(last)) {
            nodes.addFirst(last);
        }
        return any(cluster, nodes.iterator(), question, new IllegalStateException("the cluster doesn't run"));
    }

    private <T> CompletableFuture<T> any(
            ClusterId cluster,
            Iterator<NodeAddress> nodes,
            Function<PlatformConnection, CompletableFuture<T>> question,
            Throwable failure) {
        if (!nodes.hasNext()) {
            return CompletableFuture.failedFuture(failure);
        }
        NodeAddress node = nodes.next();
        return connection(new Place(cluster, node))
                .thenCompose(question)
                .whenComplete((_, failed) -> {
                    if (failed == null) {
                        answered.put(cluster, node);
                    } else {
                        answered.remove(cluster, node);
                    }
                })
                .exceptionallyCompose(failed -> any(cluster, nodes, question, failed));
    }

    private static MetadataRequestData allTopics() {
        return new MetadataRequestData().setTopics(null).setAllowAutoTopicCreation(false);
    }

    private static Map<String, Integer> partitions(Readable body) {
        Map<String, Integer> partitions = new HashMap<>();
        for (var topic : new MetadataResponseData(body, METADATA_VERSION).topics()) {
            if (!topic.isInternal() && topic.name() != null) {
                partitions.put(topic.name(), topic.partitions().size());
            }
        }
        return partitions;
    }

    /** A group of Kafka Streams, as whichever broker coordinates it knows it. */
    CompletableFuture<Optional<DescribedGroup>> streamsGroup(ClusterId cluster, String group) {
        var question = new StreamsGroupDescribeRequestData().setGroupIds(List.of(group));
        List<CompletableFuture<Optional<DescribedGroup>>> answers = nodes(cluster).stream()
                .map(node -> connection(new Place(cluster, node))
                        .thenCompose(broker -> broker.ask(
                                ApiKeys.STREAMS_GROUP_DESCRIBE,
                                STREAMS_GROUP_VERSION,
                                question,
                                PlatformBrokers::described)))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> answers.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<DescribedGroup> described(Readable body) {
        return new StreamsGroupDescribeResponseData(body, STREAMS_GROUP_VERSION)
                .groups().stream()
                        .filter(group -> group.errorCode() == Errors.NONE.code())
                        .findFirst();
    }

    /** What the cluster stores, each partition counted once, at the broker that has most of it, of those that answer. */
    CompletableFuture<Stored> stored(ClusterId cluster) {
        List<NodeAddress> nodes = nodes(cluster);
        if (nodes.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the cluster doesn't run"));
        }
        List<CompletableFuture<Map<String, Long>>> answers = new ArrayList<>();
        for (NodeAddress node : nodes) {
            answers.add(connection(new Place(cluster, node))
                    .thenCompose(broker -> broker.ask(
                            ApiKeys.DESCRIBE_LOG_DIRS,
                            LOG_DIRS_VERSION,
                            new DescribeLogDirsRequestData().setTopics(null),
                            PlatformBrokers::sizes)));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .exceptionallyCompose(failure -> answers.stream().allMatch(CompletableFuture::isCompletedExceptionally)
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(null))
                .thenApply(_ -> {
                    Map<String, Long> largest = new HashMap<>();
                    answers.stream()
                            .filter(answer -> !answer.isCompletedExceptionally())
                            .forEach(answer -> answer.join()
                                    .forEach((partition, size) -> largest.merge(partition, size, Math::max)));
                    long bytes =
                            largest.values().stream().mapToLong(Long::longValue).sum();
                    return new Stored(bytes);
                });
    }

    private static Map<String, Long> sizes(Readable body) {
        Map<String, Long> sizes = new HashMap<>();
        for (var folder : new DescribeLogDirsResponseData(body, LOG_DIRS_VERSION).results()) {
            for (var topic : folder.topics()) {
                for (var partition : topic.partitions()) {
                    sizes.merge(topic.name() + "-" + partition.partitionIndex(), partition.partitionSize(), Long::sum);
                }
            }
        }
        return sizes;
    }

    private List<NodeAddress> nodes(ClusterId cluster) {
        return directory.cluster(cluster).map(Cluster::nodes).orElse(List.of());
    }

    private CompletableFuture<PlatformConnection> connection(Place place) {
        return open.compute(place, (key, known) -> known == null || isGone(known) ? connect(place) : known);
    }

    private static boolean isGone(CompletableFuture<PlatformConnection> known) {
        return known.isCompletedExceptionally()
                || (known.isDone() && !known.join().isGood());
    }

    private CompletableFuture<PlatformConnection> connect(Place place) {
        return upstream.connectAsPlatform(loops.group().next(), place.cluster(), place.node())
                .thenApply(reached -> {
                    var connection = new PlatformConnection(reached);
                    reached.channel().pipeline().addLast(connection);
                    return connection;
                });
    }

    void closeIdle() {
        answered.keySet().removeIf(cluster -> nodes(cluster).isEmpty());
        open.values().removeIf(connection -> {
            if (isGone(connection)) {
                return true;
            }
            boolean idle = connection.isDone() && connection.join().idle() > LONGEST_IDLE_NANOS;
            if (idle) {
                connection.join().close();
            }
            return idle;
        });
    }
}
