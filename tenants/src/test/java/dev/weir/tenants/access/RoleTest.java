package dev.weir.tenants.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
    private static final PrincipalId ROBOT = PrincipalId.of("sa-robot");

    @Test
    void readersReadAndWritersWriteNothingMore() {
        assertThat(on(Role.DEVELOPER_READ, ResourceKind.TOPIC, "orders"))
                .containsExactlyInAnyOrder("TOPIC LITERAL orders READ", "TOPIC LITERAL orders DESCRIBE");
        assertThat(on(Role.DEVELOPER_READ, ResourceKind.GROUP, "billing-*"))
                .containsExactlyInAnyOrder("GROUP PREFIXED billing- READ", "GROUP PREFIXED billing- DESCRIBE");
        assertThat(on(Role.DEVELOPER_WRITE, ResourceKind.TOPIC, "*"))
                .containsExactlyInAnyOrder(
                        "CLUSTER LITERAL kafka-cluster IDEMPOTENT_WRITE",
                        "TOPIC LITERAL * WRITE",
                        "TOPIC LITERAL * DESCRIBE");
    }

    @Test
    void managersMakeAndConfigureTopicsWithoutReadingThem() {
        assertThat(on(Role.DEVELOPER_MANAGE, ResourceKind.TOPIC, "orders"))
                .contains(
                        "TOPIC LITERAL orders CREATE",
                        "TOPIC LITERAL orders DELETE",
                        "TOPIC LITERAL orders ALTER_CONFIGS")
                .noneMatch(grant -> grant.endsWith(" READ") || grant.endsWith(" WRITE") || grant.endsWith(" ALL"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoeverIsNoAdministratorNeverChangesTheCluster(Role role) {
        Set<String> onCluster = role.grants(ROBOT).stream()
                .filter(grant -> grant.resourceType().equals("CLUSTER"))
                .map(AclGrant::operation)
                .collect(Collectors.toSet());
        assertThat(onCluster.contains("ALTER")).isEqualTo(role.administratesClusters());
        assertThat(role.grants(ROBOT))
                .allSatisfy(grant -> assertThat(grant.principal()).isEqualTo("Role:sa-robot"));
        assertThat(Role.ofApiName(role.apiName())).contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*b", "**", "*a"})
    void aStarStandsOnlyAtTheEndOfAName(String pattern) {
        assertThatThrownBy(() -> new KafkaResource(ResourceKind.TOPIC, pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> on(Role role, ResourceKind kind, String pattern) {
        return role.grants(ROBOT, List.of(new KafkaResource(kind, pattern))).stream()
                .map(grant -> String.join(
                        " ", grant.resourceType(), grant.patternType(), grant.resourceName(), grant.operation()))
                .toList();
    }
}
