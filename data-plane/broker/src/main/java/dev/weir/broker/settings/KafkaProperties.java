package dev.weir.broker.settings;

import dev.weir.broker.access.TenantAuthorizer;
import dev.weir.broker.topic.TenantAlterConfigPolicy;
import dev.weir.broker.topic.TenantCreateTopicPolicy;
import dev.weir.broker.topic.TopicSettings;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kafka's settings for one broker: small, quick to start and to come back, safe against what a tenant may send. */
public final class KafkaProperties {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int SEGMENT_BYTES = 64 * MEBIBYTE;
    private static final int QUEUED_BYTES = 16 * MEBIBYTE;

    private static final int MEMBERS = 1000;

    /** Longer than producers try again by any default; a day, which is Kafka's, is as many producers as a day has. */
    private static final Duration PRODUCERS_KEPT = Duration.ofHours(1);

    private final BrokerSpec spec;

    public KafkaProperties(BrokerSpec spec) {
        this.spec = spec;
    }

    public Properties all() {
        Properties properties = new Properties();
        List.of(identity(), new Listeners(spec).settings(), access(), small(), topics(), messages(), internalTopics())
                .forEach(properties::putAll);
        return properties;
    }

    private Map<String, String> identity() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(spec.nodeId())),
                Map.entry("log.dirs", spec.dataDirectory()),
                Map.entry(
                        "controller.quorum.bootstrap.servers",
                        spec.nodes().stream().map(KafkaProperties::controller).collect(Collectors.joining(","))),
                // A broker that was killed is let in again when its old session has ended; where others depend on
                // each other's word, a busy machine must not make one look dead.
                Map.entry("broker.session.timeout.ms", spec.nodes().size() == 1 ? "1500" : "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("controller.quorum.fetch.timeout.ms", "1500"),
                Map.entry("controller.quorum.election.timeout.ms", "500"),
                Map.entry("controller.quorum.append.linger.ms", "0"),
                // What a broker passes on to a controller that hangs waits so long, though there is a new one long
                // before; 30 s by default, of the 60 that a client waits for a topic.
                Map.entry("controller.socket.timeout.ms", "5000"),
                Map.entry("controller.quorum.auto.join.enable", Boolean.toString(spec.joins())),
                Map.entry("metadata.max.idle.interval.ms", "0"));
    }

    private static String controller(BrokerNode node) {
        return node.host() + ":" + node.controllerPort();
    }

    private Map<String, String> access() {
        String superUsers = Stream.concat(Stream.of(BrokerSpec.BROKER_USER), spec.superUsers().stream())
                .distinct()
                .map(user -> "User:" + user)
                .collect(Collectors.joining(";"));
        return Map.of(
                "authorizer.class.name",
                TenantAuthorizer.class.getName(),
                "super.users",
                superUsers,
                "allow.everyone.if.no.acl.found",
                "false",
                TenantAuthorizer.PRINCIPALS,
                spec.tokens() == null ? "components" : "tenants");
    }

    private static Map<String, String> small() {
        return Map.ofEntries(
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "1"),
                Map.entry("group.coordinator.threads", "1"),
                Map.entry("group.coordinator.background.threads", "1"),
                Map.entry("num.recovery.threads.per.data.dir", "1"),
                // The default's 128 MB don't fit into the heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "1048577"),
                Map.entry("log.cleaner.io.buffer.size", "65536"),
                Map.entry("log.segment.bytes", Integer.toString(SEGMENT_BYTES)),
                Map.entry("log.index.size.max.bytes", Integer.toString(MEBIBYTE)),
                // 5 MB by default, each.
                Map.entry("offsets.load.buffer.size", Integer.toString(MEBIBYTE)),
                Map.entry("transaction.state.log.load.buffer.size", Integer.toString(MEBIBYTE)),
                Map.entry("share.coordinator.load.buffer.size", Integer.toString(MEBIBYTE)),
                // Thousands of MBeans that nobody reads.
                Map.entry("metric.reporters", ""),
                Map.entry("metrics.jmx.exclude", ".*"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // What clients leave behind without end by default: members, and who has ever produced.
                Map.entry("group.max.size", Integer.toString(MEMBERS)),
                Map.entry("group.consumer.max.size", Integer.toString(MEMBERS)),
                Map.entry("group.streams.max.size", Integer.toString(MEMBERS)),
                Map.entry("producer.id.expiration.ms", Long.toString(PRODUCERS_KEPT.toMillis())));
    }

    private Map<String, String> topics() {
        Map<String, String> common = Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", Integer.toString(spec.replicationFactor()),
                "min.insync.replicas", Integer.toString(spec.minInSyncReplicas()));
        Map<String, String> tenants = spec.tokens() == null
                ? Map.of("num.partitions", "1")
                : Map.of(
                        "num.partitions",
                        Integer.toString(BrokerSpec.TENANTS_PARTITIONS),
                        "create.topic.policy.class.name",
                        TenantCreateTopicPolicy.class.getName(),
                        "alter.config.policy.class.name",
                        TenantAlterConfigPolicy.class.getName(),
                        TopicSettings.MESSAGE_BYTES,
                        Integer.toString(spec.messageBytes()),
                        TopicSettings.NODES,
                        Integer.toString(spec.nodes().size()));
        return Stream.of(common, tenants)
                .flatMap(settings -> settings.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A request carries one batch of the largest size and what surrounds it; more than a few must not be in memory. */
    private Map<String, String> messages() {
        int request = spec.messageBytes() + MEBIBYTE;
        return Map.of(
                "message.max.bytes", Integer.toString(spec.messageBytes()),
                "replica.fetch.max.bytes", Integer.toString(Math.max(MEBIBYTE, spec.messageBytes())),
                "socket.request.max.bytes", Integer.toString(request),
                "queued.max.request.bytes", Integer.toString(Math.max(QUEUED_BYTES, request)));
    }

    private Map<String, String> internalTopics() {
        String replicas = Integer.toString(spec.replicationFactor());
        String inSync = Integer.toString(spec.minInSyncReplicas());
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync);
    }
}
