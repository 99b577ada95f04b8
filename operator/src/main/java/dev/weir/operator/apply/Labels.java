package dev.weir.operator.apply;

import java.util.Map;

/** By which labels the operator knows its objects again. */
public final class Labels {
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "weir-operator";
    public static final String NAME = "app.kubernetes.io/name";
    public static final String CLUSTER = "weir.dev/cluster";
    public static final String TENANT = "weir.dev/tenant";
    public static final String BROKER = "broker";

    /** Selects everything of this operator. */
    public static final String SELECTOR = MANAGED_BY + "=" + OPERATOR;

    private Labels() {}

    /** What the platform itself is made of. */
    public static Map<String, String> ofPlatform() {
        return Map.of(MANAGED_BY, OPERATOR, "app.kubernetes.io/part-of", "weir");
    }

    public static Map<String, String> ofTenant(String organization) {
        return Map.of(MANAGED_BY, OPERATOR, TENANT, organization);
    }

    public static Map<String, String> ofCluster(String cluster, String organization) {
        return Map.of(MANAGED_BY, OPERATOR, NAME, BROKER, CLUSTER, cluster, TENANT, organization);
    }

    /** What others make pods of, and label as they do. */
    public static Map<String, String> ofDedicated(String cluster, String organization) {
        return Map.of(MANAGED_BY, OPERATOR, CLUSTER, cluster, TENANT, organization);
    }

    /** What never changes of a cluster's pods. */
    public static Map<String, String> pods(String cluster) {
        return Map.of(NAME, BROKER, CLUSTER, cluster);
    }
}
