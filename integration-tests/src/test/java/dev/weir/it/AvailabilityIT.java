package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster of one broker becomes one of three while records flow, and survives the death of each. */
class AvailabilityIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SOME = 500;

    private static LocalWeir weir;

    @BeforeAll
    static void start() {
        weir = LocalWeir.start("availability");
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    @Test
    void basicBecomesStandardWithThreeBrokersThoughTheAgentIsKilledInTheMiddle() {
        Tenant tenant = Tenant.signUp(weir);
        Records.createTopic(tenant, "steady", 1);
        Records.createTopic(tenant, "wide", 12);
        try (var producer = new SteadyProducer(tenant, "steady")) {
            flows(producer, "with one broker");
            Tenant.Answer patched =
                    tenant.api("PATCH", "/cmk/v2/clusters/" + tenant.cluster(), """
                    {"spec":{"config":{"kind":"Standard"},"availability":"MULTI_ZONE","environment":{"id":"%s"}}}
                    """.formatted(tenant.environment()));
            assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
            assertThat(patched.body().at("/status/phase").asText()).isEqualTo("PROVISIONED");
            assertThat(condition(patched.body(), "Scaling")).isEqualTo("True");
            await("a second broker is started")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> weir.parts().stream()
                            .anyMatch(part -> part.get("part").asText().equals(broker(tenant, 1))));
            weir.kill("agent");
            flows(producer, "without an agent");
            weir.up();
            awaitSettled(tenant);
            assertThat(tenant.phase(tenant.cluster())).isEqualTo("PROVISIONED");
            JsonNode partitions = tenant.rest("GET", "/topics/steady", null).body();
            assertThat(partitions.get("replication_factor").asInt()).isEqualTo(3);

            for (int node = 0; node < 3; node++) {
                String part = broker(tenant, node);
                weir.kill(part);
                flows(producer, "after killing broker " + node);
                await(part + " is started again").atMost(LIMIT).until(() -> weir.healthy(part));
                awaitSettled(tenant);
                Records.awaitInSync(tenant, "steady", 3, LIMIT);
            }
            weir.freezeWhile(broker(tenant, 0), () -> {
                Records.createTopic(tenant, "made-meanwhile", 3);
                flows(producer, "with a broker that hangs");
            });
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            awaitReadable(tenant, producer.acknowledged());
        }
        String path = "/cmk/v2/clusters/" + tenant.cluster() + "?environment=" + tenant.environment();
        assertThat(tenant.api("DELETE", path, null).status()).isEqualTo(204);
        await("nothing is left").atMost(LIMIT).untilAsserted(() -> {
            assertThat(weir.home().resolve("clusters").resolve(tenant.cluster()))
                    .doesNotExist();
            assertThat(weir.parts().toString()).doesNotContain(tenant.cluster());
        });
    }

    private static String broker(Tenant tenant, int node) {
        return "cluster:" + tenant.cluster() + ":" + node;
    }

    private static void awaitSettled(Tenant tenant) {
        String path = "/cmk/v2/clusters/" + tenant.cluster() + "?environment=" + tenant.environment();
        await("it has settled").atMost(LIMIT).untilAsserted(() -> {
            JsonNode cluster = tenant.api("GET", path, null).body();
            assertThat(condition(cluster, "Scaling")).as(cluster.toString()).isEqualTo("False");
            assertThat(condition(cluster, "Ready")).as(cluster.toString()).isEqualTo("True");
        });
    }

    /** A broker that hung takes itself for the leader until it hears of the next one, and tells an end of before. */
    private static void awaitReadable(Tenant tenant, BitSet acknowledged) {
        await("what was acknowledged can be read").atMost(LIMIT).untilAsserted(() -> {
            BitSet lost = (BitSet) acknowledged.clone();
            Records.readAll(tenant, "steady").forEach(value -> lost.clear(Integer.parseInt(value)));
            assertThat(lost.stream().boxed().limit(10).toList())
                    .as("%d acknowledged but not read", lost.cardinality())
                    .isEmpty();
        });
    }

    private static String condition(JsonNode cluster, String type) {
        for (JsonNode condition : cluster.at("/status/conditions")) {
            if (condition.get("type").asText().equals(type)) {
                return condition.get("status").asText();
            }
        }
        return "";
    }

    private static void flows(SteadyProducer producer, String when) {
        long before = producer.acknowledgements();
        await("records are acknowledged " + when)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> producer.acknowledgements() >= before + SOME);
    }
}
