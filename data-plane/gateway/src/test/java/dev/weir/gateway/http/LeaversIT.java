package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that have gone before what they asked for begins. Their cluster is being started meanwhile. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class LeaversIT {
    private static final ClusterId CLUSTER = new ClusterId(HttpTestbed.CLUSTER);
    private static final String GROUPS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/consumer-groups";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    @Inject
    TenantDirectory directory;

    @Inject
    Admissions admissions;

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
    }

    private void is(Phase phase) {
        HttpTestbed.status(phase);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> directory.cluster(CLUSTER).orElseThrow().nodes().isEmpty() == (phase != Phase.RUNNING));
    }

    @AfterEach
    void runs() {
        is(Phase.RUNNING);
    }

    private int connections() {
        return admissions.of(CLUSTER).map(ClusterAdmission::connections).orElse(0);
    }

    /** What is asked for is given when the cluster runs, which is after whoever asked has gone. */
    private void leave(String... requests) throws IOException {
        is(Phase.STARTING);
        for (String request : requests) {
            try (var http = new RawHttp()) {
                http.write(request + "\r\n\r\n");
            }
        }
        is(Phase.RUNNING);
    }

    private static String request(String line, String authorization) {
        return line + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization;
    }

    @Test
    void aStreamOfEventsNeedsNothingAnyMore() throws IOException {
        topic("left-early");
        int before = connections();
        String follow = request("GET " + TOPICS + "/left-early/records", RawHttp.authorization());
        leave(follow, follow, follow);
        await().during(LONG_ENOUGH).atMost(Duration.ofSeconds(20)).until(() -> connections() <= before);
    }

    @Test
    void aGroupHasNoMemberThatNobodyReads() throws IOException {
        topic("left-group");
        int before = connections();
        String follow = request("GET " + GROUPS + "/leavers/records?topics=left-group", RawHttp.authorization());
        leave(follow, follow);
        await().during(LONG_ENOUGH).atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(connections()).isLessThanOrEqualTo(before);
            assertThat(owner.get(GROUPS + "/leavers/consumers").json().path("data"))
                    .isEmpty();
        });
    }

    /** There is room for two principals' clients at one time: what these two keep, a third misses. */
    @Test
    void recordsThatDoNotComeHoldNoClients() throws IOException {
        topic("left-writing");
        String line = "POST " + TOPICS + "/left-writing/records";
        String chunked = "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked";
        leave(
                request(line, RawHttp.authorization()) + chunked,
                request(line, RawHttp.authorization(HttpTestbed.WRITER_KEY)) + chunked);
        Rest third = Rest.as(HttpTestbed.SINGLE_KEY);
        await().during(LONG_ENOUGH)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(third.get(TOPICS + "/" + HttpTestbed.SINGLE_TOPIC)
                                .status())
                        .isNotEqualTo(429));
    }
}
