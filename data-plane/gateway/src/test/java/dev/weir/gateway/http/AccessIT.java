package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.http.Rest.Answer;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class AccessIT {
    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    @Test
    void aKeySeesItsOwnClusterInBothForms() {
        for (String prefix : new String[] {"/kafka/v3/clusters", "/v3/clusters"}) {
            Answer list = owner.get(prefix);
            assertThat(list.json().path("data")).hasSize(1);
            assertThat(list.json().at("/data/0/cluster_id").asText()).isEqualTo(HttpTestbed.CLUSTER);
            Answer one = owner.get(prefix + "/" + HttpTestbed.CLUSTER);
            assertThat(one.json()).isEqualTo(list.json().at("/data/0"));
            assertThat(one.json().at("/topics/related").asText()).contains(prefix + "/");
        }
    }

    @Test
    void withoutAGoodKeyNothingIsToBeHad() {
        Answer nobody = Rest.anonymously(HttpRequest.newBuilder(Rest.url(TOPICS)));
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.code()).isEqualTo(40101);
        assertThat(nobody.response().headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Basic");
        assertThat(new Rest(HttpTestbed.OWNER_KEY, "wrong").get(TOPICS).code()).isEqualTo(40101);
        assertThat(new Rest("UNKNOWNUNKNOWN00", "wrong").get(TOPICS).code()).isEqualTo(40101);
        assertThat(Rest.as(HttpTestbed.REVOKED_KEY).get(TOPICS).code()).isEqualTo(40101);
    }

    @Test
    void anothersClusterIsAsUnknownAsOneThatIsNot() {
        Answer foreign = owner.get("/kafka/v3/clusters/lkc-another1/topics");
        Answer unknown = owner.get("/kafka/v3/clusters/nonsense/topics");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo(40401);
        assertThat(unknown.code()).isEqualTo(40401);
    }

    @Test
    void whateverIsWrongIsToldInJson() {
        for (String path : new String[] {"/nothing", "/", TOPICS + "/a/b/c/d"}) {
            Answer answer = owner.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).as(path).isEqualTo(404);
        }
        assertThat(owner.delete(TOPICS).code()).isEqualTo(405);
        assertThat(owner.send(HttpRequest.newBuilder(Rest.url(TOPICS)).method("OPTIONS", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
        assertThat(owner.post("/consumers/leaks/instances/one/subscription", "{\"topics\":{}}")
                        .text())
                .contains("Bad JSON")
                .doesNotContain("java.");
        assertThat(owner.send(HttpRequest.newBuilder(Rest.url(TOPICS)).header("Accept", "text/html"))
                        .code())
                .isEqualTo(406);
        assertThat(owner.post(TOPICS, "a=b", "application/x-www-form-urlencoded")
                        .code())
                .isEqualTo(415);
        assertThat(owner.post(TOPICS, "").code()).isEqualTo(422);
        for (String body :
                new String[] {"{\"topic_name\":", "[]", "{\"topic\":\"x\"}", "{\"partitions_count\":\"A\"}"}) {
            Answer answer = owner.post(TOPICS, body);
            assertThat(answer.code()).as(body).isEqualTo(400);
            assertThat(answer.text()).doesNotContain("java.", "dev.weir");
        }
        assertThat(owner.get("/q/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aClusterThatIsStartedIsWaitedForAWhile() throws IOException {
        HttpTestbed.status(Phase.STARTING);
        Answer away = awaitAnswer(503);
        assertThat(away.code()).isEqualTo(50003);
        assertThat(away.response().headers().firstValue("Retry-After")).isPresent();
        HttpTestbed.status(Phase.RUNNING);
        awaitAnswer(200);
    }

    @Test
    void aBrokerThatDiesIsAnErrorWithinBoundsAndServesAfterwards() throws IOException {
        owner.post(TOPICS, "{\"topic_name\":\"survivor\",\"partitions_count\":1}");
        String record = "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}";
        assertThat(owner.post(TOPICS + "/survivor/records", record).status()).isEqualTo(200);
        HttpTestbed.cluster().process().kill();
        long start = System.nanoTime();
        Answer dead = owner.post(TOPICS + "/survivor/records", record);
        assertThat(dead.status()).isEqualTo(503);
        assertThat(dead.code()).isEqualTo(50003);
        assertThat(owner.get(TOPICS).status()).isEqualTo(503);
        assertThat(owner.get(TOPICS + "/survivor/partitions/0/records").status())
                .isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        HttpTestbed.cluster().process().start();
        awaitAnswer(200);
        assertThat(owner.post(TOPICS + "/survivor/records", record).status()).isEqualTo(200);
        assertThat(owner.get(TOPICS + "/survivor/partitions/0/records?offset=0")
                        .json()
                        .at("/data/0/value/data")
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void aSuspendedClusterSaysSo() {
        HttpTestbed.desired(DesiredState.SUSPENDED);
        Answer suspended = awaitAnswer(403);
        assertThat(suspended.code()).isEqualTo(40301);
        assertThat(suspended.json().path("message").asText()).contains("suspended");
        assertThat(new Rest(HttpTestbed.OWNER_KEY, "wrong").get(TOPICS).code()).isEqualTo(40101);
        HttpTestbed.desired(DesiredState.RUNNING);
        awaitAnswer(200);
    }

    private Answer awaitAnswer(int status) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> owner.get(TOPICS), answer -> answer.status() == status);
    }
}
