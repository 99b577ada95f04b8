package dev.weir.tenants.access;

import java.util.Arrays;
import java.util.Optional;

/** What within a Kafka cluster somebody's role can be confined to. The constants are Kafka's own names. */
public enum ResourceKind {
    TOPIC("topic"),
    GROUP("group"),
    TRANSACTIONAL_ID("transactional-id");

    private final String crnName;

    ResourceKind(String crnName) {
        this.crnName = crnName;
    }

    /** As a part of a CRN calls it. */
    public String crnName() {
        return crnName;
    }

    public static Optional<ResourceKind> ofCrnName(String name) {
        return Arrays.stream(values()).filter(kind -> kind.crnName.equals(name)).findFirst();
    }
}
