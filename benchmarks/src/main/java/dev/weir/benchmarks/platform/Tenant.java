package dev.weir.benchmarks.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Somebody who signs up, gets a cluster and a key, and goes again. Each step is one public request. */
public final class Tenant {
    private static final long UNLIMITED = 1_000_000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScratchWeir weir;
    private final String api;
    private final PublicApi http;
    private final String organization;
    private final String user;
    private final String environment;
    private final ApiKey cloudKey;
    private String cluster = "";
    private ApiKey key = new ApiKey("", "");

    private Tenant(ScratchWeir weir, PublicApi http, JsonNode signup) {
        this.weir = weir;
        this.api = weir.api();
        this.http = http;
        this.organization = signup.at("/organization/id").asText();
        this.user = signup.at("/user/id").asText();
        this.environment = signup.at("/environment/id").asText();
        this.cloudKey = new ApiKey(
                signup.at("/api_key/id").asText(), signup.at("/api_key/secret").asText());
    }

    public static Tenant signUp(ScratchWeir weir, PublicApi http) {
        String name = "bench-" + UUID.randomUUID();
        JsonNode signup = http.call("POST", weir.api() + "/weir/v1/signups", null, """
                        {"email":"%1$s@example.org","password":"correct horse battery","organization_name":"%1$s"}""".formatted(name))
                .ok("signup");
        return new Tenant(weir, http, signup);
    }

    /** So that the gateway is measured, not the plan. */
    public void liftHttpLimits() {
        weir.limit(organization, "requests_per_second", UNLIMITED);
        weir.limit(organization, "http_requests_per_second", UNLIMITED);
        weir.limit(organization, "http_records_per_second", UNLIMITED);
    }

    public void askForCluster() {
        cluster = http.call("POST", api + "/cmk/v2/clusters", cloudKey, """
                        {"spec":{"display_name":"first","availability":"LOW","cloud":"AWS","region":"local",
                         "config":{"kind":"Basic"},"environment":{"id":"%s"}}}""".formatted(environment))
                .ok("a cluster")
                .path("id")
                .asText();
    }

    public void askForKey() {
        JsonNode made = http.call("POST", api + "/iam/v2/api-keys", cloudKey, """
                        {"spec":{"display_name":"","description":"","owner":{"id":"%s"},"resource":{"id":"%s"}}}""".formatted(user, cluster))
                .ok("an API key");
        key = new ApiKey(made.path("id").asText(), made.at("/spec/secret").asText());
    }

    public void awaitProvisioned() {
        await("the cluster is not provisioned", () -> {
            String phase = http.call("GET", clusterUrl(), cloudKey, null)
                    .ok("the cluster")
                    .at("/status/phase")
                    .asText();
            if (phase.equals("FAILED")) {
                throw new BenchmarkFailedException(cluster + " failed");
            }
            return phase.equals("PROVISIONED");
        });
    }

    /** Makes a topic and sends one record by HTTP; the gateway may not know the key yet. */
    public void sendOverHttp() {
        String rest = weir.http() + "/kafka/v3/clusters/" + cluster;
        await("the key is still refused", () -> {
            PublicApi.Answer answer = http.call("POST", rest + "/topics", key, """
                    {"topic_name":"first","partitions_count":1}""");
            if (answer.status() == 401) {
                return false;
            }
            answer.ok("a topic");
            return true;
        });
        http.call("POST", rest + "/topics/first/records", key, """
                        {"value":{"type":"STRING","data":"Good morning"}}""").ok("a record");
    }

    /** How a Kafka client reaches the cluster. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "bootstrap.servers",
                weir.kafka(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(key.id(), key.secret()));
    }

    /** The same by the cluster's name and TLS. */
    public Map<String, String> namedClientSettings() {
        var settings = new HashMap<>(clientSettings());
        settings.put("bootstrap.servers", weir.named(cluster));
        settings.put("security.protocol", "SASL_SSL");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", weir.authority().toString());
        return settings;
    }

    /** Id of the cluster. */
    public String cluster() {
        return cluster;
    }

    /** The cluster's key. */
    public ApiKey key() {
        return key;
    }

    public long brokerPid() {
        return weir.brokerPid(cluster);
    }

    /** Deletes the cluster, and waits until its broker has ended. */
    public void leave() {
        long pid = brokerPid();
        http.call("DELETE", clusterUrl(), cloudKey, null).ok("deletion");
        await(
                "the deleted cluster is still there",
                () -> http.call("GET", clusterUrl(), cloudKey, null).status() == 404
                        && ProcessHandle.of(pid).isEmpty());
    }

    private String clusterUrl() {
        return api + "/cmk/v2/clusters/" + cluster + "?environment=" + environment;
    }

    private static void await(String otherwise, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(otherwise + " after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
