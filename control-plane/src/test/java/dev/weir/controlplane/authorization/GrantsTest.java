package dev.weir.controlplane.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final EnvironmentId HERE = new EnvironmentId("env-here");
    private static final EnvironmentId ELSEWHERE = new EnvironmentId("env-elsewhere");
    private static final Scope ORGANIZATION = Scope.organization();
    private static final Scope ENVIRONMENT = Scope.of(HERE);
    private static final Scope CLUSTER = Scope.of(HERE, new ClusterId("lkc-here"));
    private static final Scope NEIGHBOUR = Scope.of(HERE, new ClusterId("lkc-neighbour"));
    private static final Scope OTHER_ENVIRONMENT = Scope.of(ELSEWHERE);
    private static final Scope FAR_CLUSTER = Scope.of(ELSEWHERE, new ClusterId("lkc-far"));

    private static final Set<Action> ON_CLUSTER = Set.of(
            Action.READ_CLUSTER,
            Action.CHANGE_CLUSTER,
            Action.DELETE_CLUSTER,
            Action.MANAGE_CLUSTER_KEYS,
            Action.MANAGE_CLIENT_QUOTAS,
            Action.MANAGE_ROLES);

    @Test
    void withoutARoleNothingIsAllowed() {
        for (Action action : Action.values()) {
            assertThat(Grants.NONE.may(action, ORGANIZATION)).isFalse();
            assertThat(Grants.NONE.may(action, CLUSTER)).isFalse();
        }
    }

    @Test
    void anOrganizationAdminMayEverythingEverywhere() {
        for (Scope scope : List.of(ORGANIZATION, ENVIRONMENT, CLUSTER, FAR_CLUSTER)) {
            assertThat(allowed(Role.ORGANIZATION_ADMIN, ORGANIZATION, scope)).containsOnly(Action.values());
        }
    }

    @Test
    void anEnvironmentAdminMayEverythingInTheEnvironmentAndReadWhatItHangsOn() {
        assertThat(allowed(Role.ENVIRONMENT_ADMIN, ENVIRONMENT, ORGANIZATION))
                .containsExactlyInAnyOrder(Action.READ_PRINCIPALS, Action.READ_APPLIED_QUOTAS, Action.READ_ENVIRONMENT);
        assertThat(allowed(Role.ENVIRONMENT_ADMIN, ENVIRONMENT, ENVIRONMENT))
                .containsAll(ON_CLUSTER)
                .contains(Action.CREATE_CLUSTER, Action.CHANGE_ENVIRONMENT, Action.DELETE_ENVIRONMENT)
                .doesNotContain(
                        Action.CHANGE_ORGANIZATION,
                        Action.MANAGE_PRINCIPALS,
                        Action.MANAGE_CLOUD_KEYS,
                        Action.CREATE_ENVIRONMENT,
                        Action.READ_AUDIT_EVENTS);
        assertThat(allowed(Role.ENVIRONMENT_ADMIN, ENVIRONMENT, CLUSTER)).containsAll(ON_CLUSTER);
        assertThat(allowed(Role.ENVIRONMENT_ADMIN, ENVIRONMENT, OTHER_ENVIRONMENT))
                .isEmpty();
        assertThat(allowed(Role.ENVIRONMENT_ADMIN, ENVIRONMENT, FAR_CLUSTER)).isEmpty();
    }

    @Test
    void aClusterAdminMayEverythingWithTheClusterOnly() {
        assertThat(allowed(Role.CLOUD_CLUSTER_ADMIN, CLUSTER, CLUSTER)).containsAll(ON_CLUSTER);
        assertThat(allowed(Role.CLOUD_CLUSTER_ADMIN, CLUSTER, ENVIRONMENT))
                .containsExactlyInAnyOrder(Action.READ_ENVIRONMENT, Action.READ_PRINCIPALS);
        assertThat(allowed(Role.CLOUD_CLUSTER_ADMIN, CLUSTER, NEIGHBOUR)).isEmpty();
        assertThat(allowed(Role.CLOUD_CLUSTER_ADMIN, CLUSTER, OTHER_ENVIRONMENT))
                .isEmpty();
    }

    @Test
    void developersReadTheirCluster() {
        for (Role role : List.of(Role.DEVELOPER_READ, Role.DEVELOPER_WRITE, Role.DEVELOPER_MANAGE)) {
            assertThat(allowed(role, CLUSTER, CLUSTER))
                    .containsExactlyInAnyOrder(Action.READ_CLUSTER, Action.READ_ENVIRONMENT);
            assertThat(allowed(role, CLUSTER, ENVIRONMENT)).containsExactly(Action.READ_ENVIRONMENT);
            assertThat(allowed(role, CLUSTER, NEIGHBOUR)).isEmpty();
        }
    }

    @Test
    void rolesAreGivenDownwardsOnly() {
        var granting = Map.of(
                Role.ORGANIZATION_ADMIN, Set.of(Role.values()),
                Role.ENVIRONMENT_ADMIN,
                        Set.of(
                                Role.ENVIRONMENT_ADMIN,
                                Role.CLOUD_CLUSTER_ADMIN,
                                Role.DEVELOPER_MANAGE,
                                Role.DEVELOPER_READ,
                                Role.DEVELOPER_WRITE),
                Role.CLOUD_CLUSTER_ADMIN,
                        Set.of(
                                Role.CLOUD_CLUSTER_ADMIN,
                                Role.DEVELOPER_MANAGE,
                                Role.DEVELOPER_READ,
                                Role.DEVELOPER_WRITE),
                Role.DEVELOPER_MANAGE, Set.<Role>of());
        granting.forEach((role, given) -> {
            var grants = new Grants(List.of(new Grant(role, CLUSTER)));
            assertThat(Arrays.stream(Role.values())
                            .filter(other -> grants.mayGrant(other, CLUSTER))
                            .collect(Collectors.toSet()))
                    .as(role.apiName())
                    .isEqualTo(given);
            assertThat(grants.mayGrant(Role.DEVELOPER_READ, ENVIRONMENT)).isFalse();
            assertThat(grants.mayGrant(Role.DEVELOPER_READ, NEIGHBOUR)).isFalse();
        });
    }

    @Test
    void listsShowWhereSomebodyHasARole() {
        var grants = new Grants(
                List.of(new Grant(Role.DEVELOPER_READ, CLUSTER), new Grant(Role.ENVIRONMENT_ADMIN, OTHER_ENVIRONMENT)));
        assertThat(grants.reach(Action.READ_ENVIRONMENT).environmentIds()).containsExactly("env-elsewhere", "env-here");
        assertThat(grants.reach(Action.READ_CLUSTER).environmentIds()).containsExactly("env-elsewhere");
        assertThat(grants.reach(Action.READ_CLUSTER).clusterIds()).containsExactly("lkc-here");
        assertThat(grants.reach(Action.MANAGE_CLUSTER_KEYS).clusterIds()).isEmpty();
        assertThat(grants.reach(Action.READ_CLUSTER).everywhere()).isFalse();
    }

    private static Set<Action> allowed(Role role, Scope held, Scope asked) {
        var grants = new Grants(List.of(new Grant(role, held)));
        return Arrays.stream(Action.values())
                .filter(action -> grants.may(action, asked))
                .collect(Collectors.toSet());
    }
}
