package dev.weir.tenants.access;

import dev.weir.tenants.id.PrincipalId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody is. At a broker it becomes ACLs on the principal {@code Role:<id>}, which tenants neither see nor
 * change; the names are those of the management API.
 */
public enum Role {
    ORGANIZATION_ADMIN("OrganizationAdmin"),
    ENVIRONMENT_ADMIN("EnvironmentAdmin"),
    CLOUD_CLUSTER_ADMIN("CloudClusterAdmin"),
    DEVELOPER_MANAGE("DeveloperManage"),
    DEVELOPER_READ("DeveloperRead"),
    DEVELOPER_WRITE("DeveloperWrite");

    private static final List<String> CLUSTER_OPERATIONS =
            List.of("CREATE", "DESCRIBE", "ALTER", "DESCRIBE_CONFIGS", "ALTER_CONFIGS", "IDEMPOTENT_WRITE");
    private static final List<String> CONFIGURING = List.of("DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS", "DELETE");

    private final String apiName;

    Role(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    public static Optional<Role> ofApiName(String name) {
        return Arrays.stream(values()).filter(role -> role.apiName.equals(name)).findFirst();
    }

    /** Whether it rules whole clusters; otherwise it may be confined to some of their topics, groups and ids. */
    public boolean administratesClusters() {
        return switch (this) {
            case ORGANIZATION_ADMIN, ENVIRONMENT_ADMIN, CLOUD_CLUSTER_ADMIN -> true;
            case DEVELOPER_MANAGE, DEVELOPER_READ, DEVELOPER_WRITE -> false;
        };
    }

    /** What the role lets somebody do at a broker, with everything there. */
    public List<AclGrant> grants(PrincipalId holder) {
        return grants(holder, KafkaResource.all());
    }

    /** What the role lets somebody do at a broker with some resources. */
    public List<AclGrant> grants(PrincipalId holder, List<KafkaResource> resources) {
        String principal = "Role:" + holder.value();
        return Stream.concat(
                        onCluster().stream()
                                .map(operation -> AclGrant.of(principal, "CLUSTER", "kafka-cluster", operation)),
                        resources.stream()
                                .flatMap(resource -> operations(resource.kind()).stream()
                                        .map(operation -> resource.grant(principal, operation))))
                .toList();
    }

    private List<String> onCluster() {
        return switch (this) {
            case ORGANIZATION_ADMIN, ENVIRONMENT_ADMIN, CLOUD_CLUSTER_ADMIN -> CLUSTER_OPERATIONS;
            // Producers of old ask for it; whoever may write to a topic has it anyway.
            case DEVELOPER_WRITE -> List.of("IDEMPOTENT_WRITE");
            case DEVELOPER_MANAGE, DEVELOPER_READ -> List.of();
        };
    }

    private List<String> operations(ResourceKind kind) {
        return switch (this) {
            case ORGANIZATION_ADMIN, ENVIRONMENT_ADMIN, CLOUD_CLUSTER_ADMIN -> List.of("ALL");
            case DEVELOPER_READ ->
                switch (kind) {
                    case TOPIC, GROUP -> List.of("READ", "DESCRIBE");
                    case TRANSACTIONAL_ID -> List.of("DESCRIBE");
                };
            case DEVELOPER_WRITE ->
                switch (kind) {
                    case TOPIC, TRANSACTIONAL_ID -> List.of("WRITE", "DESCRIBE");
                    case GROUP -> List.of();
                };
            case DEVELOPER_MANAGE ->
                switch (kind) {
                    case TOPIC ->
                        Stream.concat(Stream.of("CREATE", "ALTER"), CONFIGURING.stream())
                                .toList();
                    case GROUP -> CONFIGURING;
                    case TRANSACTIONAL_ID -> List.of("DESCRIBE");
                };
        };
    }
}
