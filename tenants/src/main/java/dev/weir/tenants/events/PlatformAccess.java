package dev.weir.tenants.events;

import dev.weir.tenants.access.AclGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What each part of the platform may do at the platform's own Kafka, and no more. */
public final class PlatformAccess {
    public static final String CONTROL_PLANE = "control-plane";
    public static final String GATEWAY = "gateway";
    public static final String AGENT = "agent";

    private static final String TOPIC = "TOPIC";
    private static final String TOPICS = "weir.";

    private PlatformAccess() {}

    /** Tells everybody what should be, and makes the topics where nobody else has. */
    public static List<AclGrant> controlPlane() {
        List<AclGrant> acls = reader(CONTROL_PLANE);
        acls.add(AclGrant.prefixed(principal(CONTROL_PLANE), TOPIC, TOPICS, "WRITE"));
        acls.add(AclGrant.prefixed(principal(CONTROL_PLANE), TOPIC, TOPICS, "CREATE"));
        return acls;
    }

    public static List<AclGrant> gateway() {
        return writer(GATEWAY, PlatformTopic.GATEWAY_USAGE, PlatformTopic.TOPIC_EVENTS, PlatformTopic.REST_CONSUMERS);
    }

    public static List<AclGrant> agent() {
        return writer(AGENT, PlatformTopic.CLUSTER_STATUS);
    }

    private static List<AclGrant> writer(String part, PlatformTopic... topics) {
        List<AclGrant> acls = reader(part);
        Stream.of(topics)
                .map(topic -> AclGrant.of(principal(part), TOPIC, topic.topicName(), "WRITE"))
                .forEach(acls::add);
        return acls;
    }

    private static List<AclGrant> reader(String part) {
        return new ArrayList<>(List.of(
                AclGrant.prefixed(principal(part), TOPIC, TOPICS, "READ"),
                AclGrant.prefixed(principal(part), TOPIC, TOPICS, "DESCRIBE"),
                AclGrant.prefixed(principal(part), "GROUP", part, "READ"),
                AclGrant.prefixed(principal(part), "GROUP", part, "DESCRIBE"),
                AclGrant.of(principal(part), "CLUSTER", "kafka-cluster", "IDEMPOTENT_WRITE")));
    }

    private static String principal(String part) {
        return "User:" + part;
    }
}
