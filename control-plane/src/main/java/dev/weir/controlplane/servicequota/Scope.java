package dev.weir.controlplane.servicequota;

import java.util.Arrays;
import java.util.Optional;

/** What a quota is set for. The last ones are known to clients, but Weir limits nothing by them. */
enum Scope {
    ORGANIZATION("Quotas over the whole organization."),
    KAFKA_CLUSTER("Quotas over each Kafka cluster."),
    ENVIRONMENT("Quotas over each environment; there are none."),
    NETWORK("Quotas over each network; there are none."),
    SERVICE_ACCOUNT("Quotas over each service account; there are none."),
    USER_ACCOUNT("Quotas over each user; there are none."),
    IDENTITY_PROVIDER("Quotas over each identity provider; there are none."),
    CERTIFICATE_AUTHORITY("Quotas over each certificate authority; there are none.");

    private final String description;

    Scope(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    static Optional<Scope> of(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
