package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * One organization and its clusters, as a control plane would write them.
 *
 * @param id a UUID
 * @param clusters how many it may have
 */
record Organization(String id, int clusters) {
    static final String API = "weir.dev/v1alpha1";
    private static final int KEY_BYTES = 32;

    String namespace() {
        return "weir-" + id;
    }

    ObjectNode tenant() {
        ObjectNode tenant = object(API, "Tenant", id);
        tenant.putObject("spec")
                .putObject("limits")
                .put("brokers", clusters)
                .put("cpu", Integer.toString(clusters))
                .put("memory", clusters + "Gi")
                .put("storage", clusters + "Gi");
        return tenant;
    }

    /** What a cluster's brokers are spoken to with; without it the operator waits. */
    ObjectNode keys(String cluster) {
        byte[] drawn = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(drawn);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("schema", 1)
                .put("cluster", cluster)
                .put("generation", 1)
                .put("internalPassword", key);
        content.putArray("keys")
                .addObject()
                .put("keyId", "first")
                .put("secret", key)
                .put("signsFrom", 0);
        ObjectNode secret = object("v1", "Secret", cluster + "-keys");
        secret.withObject("/metadata").putObject("labels").put("weir.dev/cluster", cluster);
        secret.putObject("stringData").put("secret.json", content.toString());
        return secret;
    }

    /** A Basic cluster. */
    ObjectNode cluster(String name) {
        ObjectNode wanted = object(API, "TenantCluster", name);
        ObjectNode spec = wanted.putObject("spec")
                .put("organization", id)
                .put("environment", "env-bench")
                .put("generation", 1)
                .put("kind", "BASIC")
                .put("availability", "LOW")
                .put("brokers", 1)
                .put("kafkaVersion", "4.3.1")
                .put("state", "RUNNING")
                .put("messageBytes", 2_097_152);
        spec.putObject("storage").put("size", "1Gi");
        spec.putObject("gateway").put("host", "gateway.example").put("port", 9093);
        return wanted;
    }

    private ObjectNode object(String api, String kind, String name) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", api).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!kind.equals("Tenant")) {
            metadata.put("namespace", namespace());
        }
        return object;
    }
}
