package dev.weir.cli.cluster;

import static dev.weir.cli.api.Management.API_KEYS;
import static dev.weir.cli.api.Management.CLUSTERS;
import static dev.weir.cli.api.Management.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.ApiFailure;
import dev.weir.cli.api.JsonHttp;
import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.KeyPair;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The clusters of the account in use, and the keys to them. */
public final class Clusters {
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long a new key may take to reach the gateways. */
    private static final Duration NEW_KEY = Duration.ofSeconds(10);

    private static final String PROTOCOL_MARK = "://";

    private final Session session;
    private final Management management;
    private final Context context;

    public Clusters(Session session) {
        this.session = session;
        this.management = session.management();
        this.context = session.context();
    }

    public String environment(@Nullable String chosen) {
        String environment = chosen == null ? context.environment() : chosen;
        if (environment == null) {
            throw new Failure("no environment in use: name one with --environment, or `weir environment use ID`");
        }
        return environment;
    }

    public List<JsonNode> list(String environment) {
        return management.list(CLUSTERS + "?environment=" + JsonHttp.encode(environment));
    }

    /**
     * Asks for a cluster, in the first region there is unless the spec names one.
     *
     * @return as the server answered, still being made
     */
    public JsonNode create(ObjectNode spec, String environment) {
        if (!spec.has("region")) {
            JsonNode region = management.get("/weir/v1/regions").path("data").path(0);
            spec.put("region", region.path("id").asText("local"));
            spec.put("cloud", region.path("cloud").asText("AWS"));
        }
        spec.set("environment", reference(environment));
        return management.create(CLUSTERS, Management.object().set("spec", spec));
    }

    /** @param chosen id or name; null means the one in use */
    public JsonNode find(@Nullable String chosen, String environment) {
        String wanted = chosen == null ? context.cluster() : chosen;
        if (wanted == null) {
            return onlyOne(environment);
        }
        if (wanted.startsWith("lkc-")) {
            return management.get(Management.cluster(wanted, environment));
        }
        List<JsonNode> named = list(environment).stream()
                .filter(cluster ->
                        wanted.equals(cluster.path("spec").path("display_name").asText()))
                .toList();
        if (named.size() != 1) {
            throw new Failure(
                    named.isEmpty()
                            ? "no cluster is called " + wanted + " in " + environment
                            : named.size() + " clusters are called " + wanted + ": use an id of `weir cluster list`");
        }
        return named.getFirst();
    }

    private JsonNode onlyOne(String environment) {
        List<JsonNode> all = list(environment);
        if (all.size() == 1) {
            return all.getFirst();
        }
        throw new Failure(
                all.isEmpty()
                        ? "no cluster in " + environment + ": make one with `weir cluster create NAME --wait`"
                        : "no cluster in use: choose one of `weir cluster list` with `weir cluster use ID`");
    }

    public JsonNode awaitProvisioned(String id, String environment, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode cluster = management.get(Management.cluster(id, environment));
            switch (phase(cluster)) {
                case "PROVISIONED" -> {
                    return cluster;
                }
                case "FAILED" -> throw new Failure(id + " failed: " + state(cluster));
                default -> {
                    if (System.nanoTime() > deadline) {
                        throw new Failure("after " + patience.toSeconds() + " s " + id + " is still " + state(cluster));
                    }
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /**
     * The way to a cluster; makes a key on first use and keeps it.
     *
     * @param chosen id or name; null means the one in use
     */
    public ClusterAccess access(@Nullable String chosen, @Nullable String chosenEnvironment) {
        String wanted = chosen == null ? context.cluster() : chosen;
        var known = context.access(wanted == null ? "" : wanted);
        if (known.isPresent()) {
            return known.get();
        }
        String environment = environment(chosenEnvironment);
        JsonNode cluster = find(chosen, environment);
        var keyed = context.access(cluster.path("id").asText());
        if (keyed.isPresent()) {
            return keyed.get();
        }
        JsonNode key = createKey(cluster.path("id").asText(), context.user(), "weir command line");
        ClusterAccess access = keep(cluster, environment, key);
        session.output().note("made API key " + access.key().id() + " for " + access.id() + " and kept it");
        awaitKey(access);
        return access;
    }

    public JsonNode createKey(@Nullable String cluster, String owner, String name) {
        ObjectNode spec = Management.object()
                .put("display_name", name)
                .put("description", "")
                .set("owner", reference(owner));
        if (cluster != null) {
            spec.set("resource", reference(cluster));
        }
        return management.create(API_KEYS, Management.object().set("spec", spec));
    }

    /** Remembers the key as the one with which this CLI opens the cluster. */
    public ClusterAccess keep(JsonNode cluster, String environment, JsonNode key) {
        ClusterAccess access = accessOf(
                cluster,
                environment,
                new KeyPair(
                        key.path("id").asText(), key.path("spec").path("secret").asText()));
        session.save(before -> before.with(access));
        return access;
    }

    /** Waits until the gateway knows the key. */
    public static void awaitKey(ClusterAccess access) {
        var rest = new KafkaRest(access);
        long deadline = System.nanoTime() + NEW_KEY.toNanos();
        while (true) {
            try {
                rest.topics();
                return;
            } catch (ApiFailure e) {
                if (e.status() != 401 || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    public static String phase(JsonNode cluster) {
        return cluster.path("status").path("phase").asText();
    }

    /** The phase, and why it isn't all well. */
    static String state(JsonNode cluster) {
        for (JsonNode condition : cluster.path("status").path("conditions")) {
            String message = condition.path("message").asText("");
            if (!message.isBlank()) {
                return phase(cluster) + ": " + message;
            }
        }
        return phase(cluster);
    }

    static ClusterAccess accessOf(JsonNode cluster, String environment, KeyPair key) {
        String bootstrap = cluster.path("spec").path("kafka_bootstrap_endpoint").asText();
        int mark = bootstrap.indexOf(PROTOCOL_MARK);
        return new ClusterAccess(
                cluster.path("id").asText(),
                environment,
                mark < 0 ? bootstrap : bootstrap.substring(mark + PROTOCOL_MARK.length()),
                cluster.path("spec").path("http_endpoint").asText(),
                mark < 0 ? protocolBeside(cluster) : bootstrap.substring(0, mark),
                key);
    }

    /** A bare address doesn't say whether it speaks TLS; the two endpoints of a cluster do or don't together. */
    private static String protocolBeside(JsonNode cluster) {
        String http = cluster.path("spec").path("http_endpoint").asText();
        return http.startsWith("https:") ? "SASL_SSL" : "SASL_PLAINTEXT";
    }
}
