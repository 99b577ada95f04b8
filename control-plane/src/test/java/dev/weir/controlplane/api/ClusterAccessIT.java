package dev.weir.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.id.ServiceAccountId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What brokers are told of roles, at each change of them. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class ClusterAccessIT {
    private PostgresServer database;

    @Inject
    PlatformJson json;

    @Test
    void aNewClusterIsToldOfItsAdministrators() throws SQLException {
        Tenant tenant = Tenant.signUp();
        ClusterAccess told = told(tenant.cluster("events"));
        assertThat(told.generation()).isEqualTo(1);
        assertThat(told.roles())
                .contains(AclGrant.of("Role:" + tenant.user(), "TOPIC", "*", "ALL"))
                .allSatisfy(acl -> assertThat(acl.principal()).isEqualTo("Role:" + tenant.user()));
        assertThat(told.quotas()).isEmpty();
    }

    @Test
    void aRoleComesAndGoesWithItsBinding() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        String neighbour = tenant.cluster("other");
        String robot = tenant.serviceAccount("robot");
        AclGrant read = AclGrant.prefixed("Role:" + robot, "TOPIC", "orders-", "READ");

        String binding = Tenant.id(
                tenant.bind(robot, "DeveloperRead", tenant.crn(cluster) + "/kafka=" + cluster + "/topic=orders-*"),
                201);
        assertThat(told(cluster).generation()).isEqualTo(2);
        assertThat(rolesOf(robot, cluster))
                .containsExactlyInAnyOrder(read, AclGrant.prefixed("Role:" + robot, "TOPIC", "orders-", "DESCRIBE"));
        assertThat(told(neighbour).generation()).isEqualTo(1);

        tenant.delete("/iam/v2/role-bindings/" + binding);
        assertThat(told(cluster).generation()).isEqualTo(3);
        assertThat(rolesOf(robot, cluster)).isEmpty();
    }

    @Test
    void aRoleInAnEnvironmentHoldsAtItsClustersAndOneInTheOrganizationAtAll() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String here = tenant.cluster("events");
        String other = Tenant.id(tenant.post("/org/v2/environments", "{\"display_name\":\"other\"}"), 201);
        String there = new Tenant(tenant.organization(), tenant.user(), other, tenant.key()).cluster("events");
        String robot = tenant.serviceAccount("robot");
        String all = "crn://weir/organization=" + tenant.organization();

        tenant.bind(robot, "EnvironmentAdmin", all + "/environment=" + other);
        assertThat(rolesOf(robot, here)).isEmpty();
        assertThat(rolesOf(robot, there)).contains(AclGrant.of("Role:" + robot, "GROUP", "*", "ALL"));

        tenant.bind(robot, "OrganizationAdmin", all);
        assertThat(rolesOf(robot, here)).contains(AclGrant.of("Role:" + robot, "GROUP", "*", "ALL"));
        assertThat(rolesOf(robot, there)).doesNotHaveDuplicates();

        tenant.delete("/iam/v2/service-accounts/" + robot);
        assertThat(rolesOf(robot, here)).isEmpty();
        assertThat(rolesOf(robot, there)).isEmpty();
    }

    @Test
    void atADeletedClusterNobodyMayDoAnything() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        tenant.delete("/cmk/v2/clusters/" + cluster);
        assertThat(told(cluster).generation()).isEqualTo(2);
        assertThat(told(cluster).roles()).isEmpty();
    }

    @Test
    void republishingTellsTheSameAgain() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        ClusterAccess before = told(cluster);
        String count = "select count(*)::text from outbox where topic = 'weir.access' and record_key = ?";
        assertThat(Sql.text(database, count, cluster)).isEqualTo("1");

        assertThat(Tenant.as(new Tenant.Key(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET))
                        .post("/weir/v1/admin/republish")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Sql.text(database, count, cluster)).isEqualTo("2");
        assertThat(told(cluster)).isEqualTo(before);
    }

    @Test
    void brokersStartWithTheRolesOnTheWholeCluster() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String robot = tenant.serviceAccount("robot");
        tenant.bind(robot, "EnvironmentAdmin", "crn://weir/organization=" + tenant.organization() + "/environment=*");
        String desired = Sql.text(
                database,
                "select payload from outbox where topic = 'weir.clusters' and record_key = ? order by id desc",
                tenant.cluster("events"));
        assertThat(desired).contains(tenant.user()).contains(robot);
    }

    private List<AclGrant> rolesOf(String account, String cluster) throws SQLException {
        String principal = "Role:" + new ServiceAccountId(account);
        return told(cluster).roles().stream()
                .filter(acl -> acl.principal().equals(principal))
                .toList();
    }

    private ClusterAccess told(String cluster) throws SQLException {
        return json.read(
                Sql.text(
                        database,
                        "select payload from outbox where topic = 'weir.access' and record_key = ? order by id desc",
                        cluster),
                ClusterAccess.class);
    }
}
