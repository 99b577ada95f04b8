package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import java.util.UUID;

/** Somebody who has signed up, with a cluster and a key for it. */
record Tenant(
        Endpoints weir, String organization, String user, String environment, Key cloud, String cluster, Key key) {
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    record Key(String id, String secret) {
        String basic() {
            return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
        }
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    /** Signs up, makes a Basic cluster and a key, and waits until the cluster is there. */
    static Tenant signUp(Endpoints weir) {
        return withoutCluster(weir).withCluster("events");
    }

    /** Signs up and makes nothing. */
    static Tenant withoutCluster(Endpoints weir) {
        String name = "org-" + UUID.randomUUID().toString().substring(0, 8);
        Answer signup = call(weir.api() + "/weir/v1/signups", "POST", null, """
                {"email":"%s@example.org","password":"correct horse battery","organization_name":"%s","full_name":"A"}
                """.formatted(name, name));
        assertThat(signup.status()).as(signup.toString()).isEqualTo(201);
        var cloud = key(signup.body().get("api_key"));
        return new Tenant(
                weir,
                signup.body().at("/organization/id").asText(),
                signup.body().at("/user/id").asText(),
                signup.body().at("/environment/id").asText(),
                cloud,
                "",
                new Key("", ""));
    }

    /** The same tenant with another cluster. */
    Tenant withCluster(String name) {
        return awaited(requestCluster(name));
    }

    /** The same tenant with another cluster, of three brokers. */
    Tenant withThreeBrokers(String name) {
        return awaited(requestCluster(name, "Standard", "MULTI_ZONE"));
    }

    private Tenant awaited(String id) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(phase(id)).isEqualTo("PROVISIONED"));
        return new Tenant(weir, organization, user, environment, cloud, id, newKey(id, user));
    }

    /** Its id, at once. */
    String requestCluster(String name) {
        return requestCluster(name, "Basic", "LOW");
    }

    private String requestCluster(String name, String kind, String availability) {
        Answer created = api("POST", "/cmk/v2/clusters", """
                {"spec":{"display_name":"%s","availability":"%s","cloud":"AWS","region":"local",
                 "config":{"kind":"%s"},"environment":{"id":"%s"}}}
                """.formatted(name, availability, kind, environment));
        assertThat(created.status()).as(created.toString()).isEqualTo(202);
        return created.body().get("id").asText();
    }

    Key newKey(String forCluster, String owner) {
        Answer created = api("POST", "/iam/v2/api-keys", """
                {"spec":{"display_name":"","description":"","owner":{"id":"%s"},"resource":{"id":"%s"}}}
                """.formatted(owner, forCluster));
        assertThat(created.status()).as(created.toString()).isEqualTo(202);
        return new Key(
                created.body().get("id").asText(),
                created.body().at("/spec/secret").asText());
    }

    String phase(String id) {
        return api("GET", "/cmk/v2/clusters/" + id + "?environment=" + environment, null)
                .body()
                .at("/status/phase")
                .asText();
    }

    Answer api(String method, String path, String body) {
        return api(weir.api(), method, path, body);
    }

    /** The same of a certain control plane. */
    Answer api(String api, String method, String path, String body) {
        return call(api + path, method, cloud, body);
    }

    /** Kafka REST, below {@code /kafka/v3/clusters/<id>}. */
    Answer rest(String method, String path, String body) {
        return call(weir.http() + "/kafka/v3/clusters/" + cluster + path, method, key, body);
    }

    Properties client() {
        return client(weir.kafka(), key);
    }

    static Properties client(String bootstrap, Key key) {
        var properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(key.id(), key.secret()));
        properties.put("reconnect.backoff.max.ms", "500");
        return properties;
    }

    static Answer admin(LocalWeir weir, String method, String path) {
        JsonNode endpoints = weir.endpoints();
        var admin = new Key(
                endpoints.get("adminKey").asText(), endpoints.get("adminSecret").asText());
        return admin(weir, admin, method, path);
    }

    static Answer admin(Endpoints weir, Key admin, String method, String path) {
        return call(weir.api() + "/weir/v1/admin" + path, method, admin, method.equals("POST") ? "{}" : null);
    }

    static Answer call(String url, String method, Key key, String body) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(40));
        if (key != null) {
            request.header("Authorization", key.basic());
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = HTTP.send(
                    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Key key(JsonNode node) {
        return new Key(node.get("id").asText(), node.get("secret").asText());
    }
}
