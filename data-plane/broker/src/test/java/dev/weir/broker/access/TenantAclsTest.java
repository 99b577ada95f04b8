package dev.weir.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantAclsTest {
    @ParameterizedTest
    @ValueSource(strings = {"User:u-a", "User:sa-0", "User:*"})
    void tenantsWriteAclsForTheirOwn(String principal) {
        assertThat(TenantAcls.objection(onTopic(principal, "*"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Role:u-a",
                "role:u-a",
                "User:weir-platform",
                "User:weir-broker",
                "User:",
                "User:u-",
                "Group:g",
                "u-a",
                "User:u-a*"
            })
    void butForNobodyElse(String principal) {
        assertThat(TenantAcls.objection(onTopic(principal, "*")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("the principal must be User:"));
    }

    @Test
    void aClusterHasSoManyAndNoMore() throws Exception {
        List<AclBinding> asked = List.of(onTopic("Role:x", "*"), onTopic("User:u-a", "*"), onTopic("User:u-b", "*"));
        List<AclBinding> created = new ArrayList<>();
        List<CompletionStage<AclCreateResult>> results = TenantAcls.create(asked, TenantAcls.MOST - 1, bindings -> {
            created.addAll(bindings);
            return bindings.stream()
                    .map(_ -> CompletableFuture.completedFuture(AclCreateResult.SUCCESS))
                    .toList();
        });
        assertThat(created).containsExactly(asked.get(1));
        assertThat(results.get(1).toCompletableFuture().get().exception()).isEmpty();
        assertThat(results.get(2).toCompletableFuture().get().exception())
                .hasValueSatisfying(refusal -> assertThat(refusal).hasMessageContaining("at most 1000 ACLs"));
    }

    @Test
    void clientsHaveNoAddressOfTheirOwn() {
        assertThat(TenantAcls.objection(onTopic("User:u-a", "10.0.0.1"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = AclOperation.class,
            names = {"ALL", "CLUSTER_ACTION", "ALTER_CONFIGS", "DESCRIBE_CONFIGS", "DELETE", "READ"})
    void theClusterIsGrantedInPartsOnly(AclOperation operation) {
        assertThat(TenantAcls.objection(onCluster("User:u-a", operation, AclPermissionType.ALLOW)))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = AclOperation.class,
            names = {"CREATE", "DESCRIBE", "ALTER", "IDEMPOTENT_WRITE"})
    void thesePartsAre(AclOperation operation) {
        assertThat(TenantAcls.objection(onCluster("User:u-a", operation, AclPermissionType.ALLOW)))
                .isEmpty();
        assertThat(TenantAcls.objection(onCluster("User:*", operation, AclPermissionType.ALLOW)))
                .isEmpty();
    }

    @Test
    void nobodyLocksAllAdministratorsOut() {
        assertThat(TenantAcls.objection(onCluster("User:*", AclOperation.ALTER, AclPermissionType.DENY)))
                .isPresent();
    }

    @Test
    void delegationTokensAndUsersAreNoResourcesHere() {
        for (ResourceType type : new ResourceType[] {ResourceType.DELEGATION_TOKEN, ResourceType.USER}) {
            assertThat(TenantAcls.objection(
                            binding(type, "x", "User:u-a", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW)))
                    .isPresent();
        }
    }

    private static AclBinding onTopic(String principal, String host) {
        return binding(ResourceType.TOPIC, "orders", principal, host, AclOperation.READ, AclPermissionType.ALLOW);
    }

    private static AclBinding onCluster(String principal, AclOperation operation, AclPermissionType permission) {
        return binding(ResourceType.CLUSTER, "kafka-cluster", principal, "*", operation, permission);
    }

    private static AclBinding binding(
            ResourceType type,
            String name,
            String principal,
            String host,
            AclOperation operation,
            AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(principal, host, operation, permission));
    }
}
