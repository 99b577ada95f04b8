package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord.State;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's program, killed and stopped, with and without the platform's Kafka. */
class RestartIT {
    private static final String KEY = "RESTARTRESTARTR1";
    private static final String LATER_KEY = "LATERLATERLATER1";
    private static final String OWNER = "u-owner";

    @TempDir
    private Path folder;

    @Test
    void aGatewayServesWhatItKnewWhileThePlatformIsAway() throws Exception {
        int port = GatewayProcess.freePorts();
        try (var platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
                var cluster = new TenantCluster(
                        "lkc-restart", OWNER, List.of(), Files.createDirectory(folder.resolve("tenant")), port + 1);
                var gateway = new GatewayProcess(settings(platform, port), folder)) {
            platform.start();
            cluster.process().start();
            platform.write(PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(1, DesiredState.RUNNING));
            platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
            platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(Phase.RUNNING));
            KafkaTestbed.key(platform, KEY, OWNER, cluster, State.ACTIVE);
            gateway.start();
            served(KEY, port);
            await("a snapshot of all that was needed").until(this::isSaved);

            platform.kill();
            served(KEY, port);
            gateway.kill();
            gateway.start();
            served(KEY, port);

            platform.restart();
            KafkaTestbed.key(platform, LATER_KEY, OWNER, cluster, State.ACTIVE);
            await("a key that was made after the platform's return")
                    .atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .untilAsserted(() -> served(LATER_KEY, port));
            try (var open = RawClient.authenticated(LATER_KEY, port)) {
                open.askMetadata();
                KafkaTestbed.key(platform, LATER_KEY, OWNER, cluster, State.REVOKED);
                assertThat(open.isClosedWithin(Duration.ofSeconds(1))).isTrue();
            }
        }
    }

    @Test
    void aGatewayStopsSoonAndAnswersWhatWasAsked() throws Exception {
        int port = GatewayProcess.freePorts();
        try (var platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
                var gateway = new GatewayProcess(settings(platform, port), folder)) {
            platform.start();
            gateway.start();
            try (var silent = new RawClient(port)) {
                assertThat(gateway.stop()).isLessThan(Duration.ofSeconds(10));
                assertThat(silent.isClosedWithin(Duration.ofSeconds(1))).isTrue();
            }
        }
    }

    private boolean isSaved() throws IOException {
        Path file = folder.resolve("snapshots/state.json");
        if (!Files.exists(file)) {
            return false;
        }
        JsonNode saved = new ObjectMapper().readTree(file.toFile());
        return Stream.of("clusters", "statuses", "secrets", "keys")
                .noneMatch(table -> saved.path(table).isEmpty());
    }

    private Map<String, String> settings(PlatformKafka platform, int port) {
        Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
        settings.put("weir.gateway.snapshots", folder.resolve("snapshots").toString());
        settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(port));
        settings.put("weir.gateway.kafka.node-ports", "2");
        return settings;
    }

    private static void served(String key, int port) throws Exception {
        try (var client = RawClient.authenticated(key, port)) {
            client.askMetadata();
        }
    }
}
