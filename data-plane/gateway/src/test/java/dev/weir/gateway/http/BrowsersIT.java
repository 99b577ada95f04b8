package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.ScopedTokens;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What pages need: tokens instead of keys, and leave to call; and events of the CloudEvents kind. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class BrowsersIT {
    private static final String RECORD = "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}";
    private static final String PAGE = "https://app.example.org";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    @Inject
    ScopedTokens scoped;

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
    }

    private static Answer with(String token, String method, String path, String body) {
        return Rest.anonymously(HttpRequest.newBuilder(Rest.url(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private String token(String request) {
        Answer made = owner.post("/weir/v1/tokens", request);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("token_type").asText()).isEqualTo("Bearer");
        return made.json().path("token").asText();
    }

    @Test
    void aTokenIsForItsTopicsAndOperationsOnly() {
        topic("page-in");
        topic("page-out");
        String token = token("{\"topics\":[\"page-i*\"],\"operations\":[\"write\"],\"minutes\":5}");
        assertThat(with(token, "POST", TOPICS + "/page-in/records", RECORD).status())
                .isEqualTo(200);
        assertThat(with(token, "POST", TOPICS + "/page-out/records", RECORD).code())
                .isEqualTo(40301);
        assertThat(with(token, "GET", TOPICS + "/page-in/partitions/0/records", null)
                        .code())
                .isEqualTo(40301);
        assertThat(with(token, "GET", TOPICS, null).code()).isEqualTo(40301);
        assertThat(with(token, "DELETE", TOPICS + "/page-in", null).code()).isEqualTo(40301);
        assertThat(with(token, "POST", "/weir/v1/tokens", "{}").status()).isIn(401, 403);
        assertThat(with(token, "GET", "/kafka/v3/clusters/lkc-another1/topics/page-in/records", null)
                        .code())
                .isEqualTo(40101);
        assertThat(with(token + "x", "POST", TOPICS + "/page-in/records", RECORD)
                        .code())
                .isEqualTo(40101);
        String reading = token("{\"topics\":[\"page-in\"],\"operations\":[\"READ\"]}");
        assertThat(with(reading, "GET", TOPICS + "/page-in/partitions/0/records", null)
                        .status())
                .isEqualTo(200);
        assertThat(Rest.anonymously(HttpRequest.newBuilder(
                                Rest.url(TOPICS + "/page-in/partitions/0/records?access_token=" + reading)))
                        .status())
                .isEqualTo(401);
        assertThat(owner.post("/weir/v1/tokens", "{\"topics\":[\"a\"],\"operations\":[\"DELETE\"]}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post("/weir/v1/tokens", "{\"topics\":[],\"operations\":[\"READ\"]}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post("/weir/v1/tokens", "{\"topics\":[\"a\"],\"operations\":[\"READ\"],\"minutes\":0}")
                        .code())
                .isEqualTo(40002);
    }

    @Test
    void aTokenAndItsStreamsEndWithItsKey() {
        topic("ending");
        String key = "PASSINGPASSINGP1";
        HttpTestbed.key(key, ApiKeyRecord.State.ACTIVE, 1);
        String token = Rest.as(key)
                .post("/weir/v1/tokens", "{\"topics\":[\"ending\"],\"operations\":[\"READ\",\"WRITE\"]}")
                .json()
                .path("token")
                .asText();
        assertThat(with(token, "POST", TOPICS + "/ending/records", RECORD).status())
                .isEqualTo(200);
        try (Events events = Events.of(TOPICS + "/ending/records?offset=earliest", key)) {
            assertThat(events.next().value()).isEqualTo("x");
            HttpTestbed.key(key, ApiKeyRecord.State.REVOKED, 2);
            assertThat(events.next().kind()).isEqualTo("end");
        }
        await().untilAsserted(() -> assertThat(
                        with(token, "POST", TOPICS + "/ending/records", RECORD).code())
                .isEqualTo(40101));
    }

    @Test
    void streamsEndWithTheirToken() throws IOException {
        topic("fleeting");
        var key = new ApiKeyId(HttpTestbed.OWNER_KEY);
        var whose = new Authentication.Accepted(key, PrincipalId.of("u-owner1"), new ClusterId(HttpTestbed.CLUSTER));
        String token = scoped.issue(
                        new ScopedTokens.Scoped(whose, List.of("fleeting"), List.of("READ", "WRITE")),
                        key,
                        Instant.now().plusSeconds(5))
                .orElseThrow();
        String path = TOPICS + "/fleeting/records?access_token=" + token;
        try (Events events = Events.of(path, HttpTestbed.OWNER_KEY);
                RawHttp produce = RawHttp.post(path)) {
            produce.chunk(RECORD);
            produce.readUntil("\"offset\":0");
            assertThat(events.next().value()).isEqualTo("x");
            assertThat(events.next().kind()).isEqualTo("end");
            produce.chunk(RECORD);
            produce.readUntil("\"error_code\":40101");
        }
        assertThat(Rest.anonymously(HttpRequest.newBuilder(Rest.url(path))).code())
                .isEqualTo(40101);
        assertThat(owner.get(TOPICS + "/fleeting/partitions/0/records").json().path("data"))
                .hasSize(1);
    }

    @Test
    void onlyPagesThatMayAreLetIn() {
        for (String origin : new String[] {PAGE, "https://evil.example.org"}) {
            boolean allowed = origin.equals(PAGE);
            Answer before = Rest.anonymously(HttpRequest.newBuilder(Rest.url(TOPICS))
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(before.status()).isEqualTo(allowed ? 204 : 403);
            Answer answer = owner.send(HttpRequest.newBuilder(Rest.url(TOPICS)).header("Origin", origin));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .isEqualTo(allowed ? java.util.Optional.of(PAGE) : java.util.Optional.empty());
        }
    }

    @Test
    void theClustersOwnerAllowsPagesToo() {
        String page = "https://shop.example.org";
        var asks = HttpRequest.newBuilder(Rest.url(TOPICS))
                .header("Origin", page)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody());
        assertThat(Rest.anonymously(asks.copy()).status()).isEqualTo(403);
        HttpTestbed.origins(List.of("https://other.example.org", page));
        await().untilAsserted(
                        () -> assertThat(Rest.anonymously(asks.copy()).status()).isEqualTo(204));
        assertThat(owner.send(HttpRequest.newBuilder(Rest.url(TOPICS)).header("Origin", page))
                        .response()
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains(page);
        HttpTestbed.origins(List.of());
        await().untilAsserted(
                        () -> assertThat(Rest.anonymously(asks.copy()).status()).isEqualTo(403));
    }

    @Test
    void cloudEventsKeepTheirAttributes() {
        topic("clouds");
        String path = TOPICS + "/clouds/records";
        Answer binary = owner.send(HttpRequest.newBuilder(Rest.url(path))
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/here")
                .header("ce-type", "org.example.made")
                .header("ce-partitionkey", "k")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hello")));
        assertThat(binary.status()).as(binary.text()).isEqualTo(200);
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/here\",\"type\":\"org.example.made\",\"data\":{\"a\":1}}";
        assertThat(owner.post(path, event, "application/cloudevents+json").status())
                .isEqualTo(200);
        assertThat(owner.post(path, "{\"id\":\"3\"}", "application/cloudevents+json")
                        .status())
                .isEqualTo(400);
        assertThat(owner.post(path, event.replace("1.0", "0.3"), "application/cloudevents+json")
                        .status())
                .isEqualTo(400);
        assertThat(owner.post(path, event.replace("\"2\"", "\"\""), "application/cloudevents+json")
                        .status())
                .isEqualTo(400);
        Answer encoded = owner.send(HttpRequest.newBuilder(Rest.url(path))
                .header("ce-specversion", "1.0")
                .header("ce-id", "4")
                .header("ce-source", "/here")
                .header("ce-type", "org.example.made")
                .header("ce-subject", "Euro%20%E2%82%AC%20%F0%9F%98%80+1")
                .header("ce-comment", "\"quoted \\\"x\\\"\"")
                .POST(BodyPublishers.ofString("hello")));
        assertThat(encoded.status()).as(encoded.text()).isEqualTo(200);
        JsonNode stored =
                owner.get(TOPICS + "/clouds/partitions/0/records").json().path("data");
        assertThat(stored).hasSize(3);
        assertThat(header(stored.get(2), "ce_subject")).isEqualTo("Euro € 😀+1");
        assertThat(header(stored.get(2), "ce_comment")).isEqualTo("quoted \"x\"");
        assertThat(stored.at("/0/value/data").asText()).isEqualTo("hello");
        assertThat(stored.at("/0/key/data").asText()).isEqualTo("k");
        assertThat(stored.at("/0/headers").findValuesAsText("name"))
                .contains("ce_id", "ce_type", "ce_source", "ce_specversion", "content-type");
        assertThat(stored.at("/1/value/data").toString()).isEqualTo(event);
    }

    private static String header(JsonNode record, String name) {
        for (JsonNode header : record.path("headers")) {
            if (header.path("name").asText().equals(name)) {
                return new String(
                        Base64.getDecoder().decode(header.path("value").asText()), UTF_8);
            }
        }
        return "";
    }

    /** As CloudEvents' own library reads them. */
    private static CloudEvent cloudEvent(Events.Event event) {
        return Objects.requireNonNull(EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE))
                .deserialize(event.data().getBytes(UTF_8));
    }

    @Test
    void eventsOfAStreamCanBeCloudEvents() {
        topic("sky");
        String path = TOPICS + "/sky/records";
        owner.send(HttpRequest.newBuilder(Rest.url(path))
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/here")
                .header("ce-type", "org.example.made")
                .header("ce-time", "2026-01-02T03:04:05Z")
                .header("ce-partitionkey", "k")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"price\":1.10}")));
        owner.post(
                path,
                "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/here\",\"type\":\"org.example.made\",\n\"data\":{\"a\":1}}",
                "application/cloudevents+json");
        owner.post(path, """
                {"key":{"type":"STRING","data":"k3"},"value":{"type":"BINARY","data":"/wA="},
                 "timestamp":"2021-02-05T19:14:42Z"}""");
        owner.post(path, "{\"value\":{\"type\":\"STRING\",\"data\":\"plain\"}}");
        owner.post(path, "{\"key\":{\"type\":\"STRING\",\"data\":\"gone\"}}");
        List<Events.Event> sent;
        try (Events events = Events.of(path + "?offset=earliest&format=cloudevents", HttpTestbed.OWNER_KEY)) {
            sent = events.next(5);
        }
        List<CloudEvent> told = sent.stream().map(BrowsersIT::cloudEvent).toList();
        CloudEvent binary = told.getFirst();
        assertThat(binary.getId()).isEqualTo("1");
        assertThat(binary.getSource()).isEqualTo(URI.create("/here"));
        assertThat(binary.getType()).isEqualTo("org.example.made");
        assertThat(binary.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05Z"));
        assertThat(binary.getExtension("partitionkey")).isEqualTo("k");
        assertThat(binary.getDataContentType()).isEqualTo("application/json");
        assertThat(sent.getFirst().data()).contains("\"data\":{\"price\":1.10}");
        assertThat(told.get(1).getId()).isEqualTo("2");
        assertThat(text(told.get(1))).isEqualTo("{\"a\":1}");
        CloudEvent made = told.get(2);
        assertThat(made.getId()).isEqualTo("0/2");
        assertThat(made.getSource()).isEqualTo(URI.create("/clusters/" + HttpTestbed.CLUSTER + "/topics/sky"));
        assertThat(made.getTime()).isEqualTo(OffsetDateTime.parse("2021-02-05T19:14:42Z"));
        assertThat(made.getExtension("partitionkey")).isEqualTo("k3");
        assertThat(Objects.requireNonNull(made.getData()).toBytes()).containsExactly(0xff, 0);
        assertThat(made.getDataContentType()).isEqualTo("application/octet-stream");
        assertThat(text(told.get(3))).isEqualTo("plain");
        assertThat(told.get(4).getData()).isNull();
    }

    private static String text(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);
    }

    @Test
    void whoeverAcceptsCloudEventsGetsThem() {
        topic("clear-sky");
        String path = TOPICS + "/clear-sky/records";
        owner.post(path, "{\"value\":{\"type\":\"JSON\",\"data\":{\"a\":1}}}");
        for (String followed : new String[] {
            path + "?offset=earliest",
            "/kafka/v3/clusters/" + HttpTestbed.CLUSTER
                    + "/consumer-groups/watchers/records?offset=earliest&topics=clear-sky"
        }) {
            try (Events events = Events.accepting("application/cloudevents+json", followed, HttpTestbed.OWNER_KEY)) {
                CloudEvent event = cloudEvent(events.next());
                assertThat(event.getType()).isEqualTo("dev.weir.record");
                assertThat(text(event)).isEqualTo("{\"a\":1}");
            }
            try (Events events = Events.of(followed, HttpTestbed.OWNER_KEY)) {
                assertThat(events.next().json().has("specversion")).isFalse();
            }
        }
    }

    @Test
    void requestsAreCounted() {
        topic("counted");
        owner.post(TOPICS + "/counted/records", RECORD);
        await().untilAsserted(() -> assertThat(Rest.anonymously(HttpRequest.newBuilder(Rest.url("/q/metrics")))
                        .text())
                .contains("weir_gateway_http_requests_seconds_count{cluster=\"" + HttpTestbed.CLUSTER + "\"")
                .contains("weir_gateway_http_received_bytes_total{cluster=\"" + HttpTestbed.CLUSTER + "\""));
    }
}
