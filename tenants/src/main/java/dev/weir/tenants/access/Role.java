package dev.weir.tenants.access;

import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A role on a cluster. At the broker it becomes ACLs on the principal {@code Role:<id>}, which tenants neither see nor
 * change; the names are those of the management API.
 */
public enum Role {
    ORGANIZATION_ADMIN("OrganizationAdmin"),
    CLOUD_CLUSTER_ADMIN("CloudClusterAdmin");

    private static final List<String> CLUSTER_OPERATIONS =
            List.of("CREATE", "DESCRIBE", "ALTER", "DESCRIBE_CONFIGS", "ALTER_CONFIGS", "IDEMPOTENT_WRITE");

    private final String apiName;

    Role(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    /** What the role lets somebody do at a broker. */
    public List<AclGrant> grants(PrincipalId holder) {
        String principal = "Role:" + holder.value();
        return Stream.concat(
                        CLUSTER_OPERATIONS.stream()
                                .map(operation -> AclGrant.of(principal, "CLUSTER", "kafka-cluster", operation)),
                        Stream.of("TOPIC", "GROUP", "TRANSACTIONAL_ID")
                                .map(type -> AclGrant.of(principal, type, "*", "ALL")))
                .toList();
    }
}
