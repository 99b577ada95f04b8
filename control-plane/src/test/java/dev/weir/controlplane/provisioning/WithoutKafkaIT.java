package dev.weir.controlplane.provisioning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.TestConfig;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = WithoutKafkaIT.PostgresAlone.class, restrictToAnnotatedClass = true)
class WithoutKafkaIT {
    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    @Test
    void startsServesAndKeepsWhatIsToBeToldWhileThePlatformKafkaIsAway() {
        given().get("/q/health/ready").then().statusCode(200);

        ClusterId cluster = postgres.inTransaction(
                connection -> SampleTenant.insert(connection).insertCluster(connection));
        system.inNewTransaction(connection -> {
            provisioning.requested(cluster);
            return cluster;
        });

        String told = postgres.inTransaction(connection -> outbox(connection, cluster));
        assertThat(told).isEqualTo("weir.cluster-secrets,weir.clusters");
    }

    private static String outbox(Connection connection, ClusterId cluster) throws SQLException {
        try (var select = connection.prepareStatement(
                "select string_agg(topic, ',' order by id) from outbox where record_key = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** Nobody listens at Kafka's address. */
    public static final class PostgresAlone implements QuarkusTestResourceLifecycleManager {
        private PostgresServer postgres;

        @Override
        public Map<String, String> start() {
            postgres = new PostgresServer();
            var config = new HashMap<>(TestConfig.ALL);
            config.putAll(postgres.config());
            config.put("kafka.bootstrap.servers", "127.0.0.1:1");
            return config;
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(postgres, field -> field.getType().equals(PostgresServer.class));
        }

        @Override
        public void stop() {
            postgres.close();
        }
    }
}
