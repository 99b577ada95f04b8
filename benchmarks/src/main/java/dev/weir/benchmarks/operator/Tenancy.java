package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** One organization and its clusters, as a control plane would write them. */
final class Tenancy {
    private static final int KEY_BYTES = 32;
    private static final String API = "weir.dev/v1alpha1";

    private final String organization = UUID.randomUUID().toString();
    private final ScratchKubernetes kubernetes;

    Tenancy(ScratchKubernetes kubernetes, int clusters) {
        this.kubernetes = kubernetes;
        ObjectNode tenant = object(API, "Tenant", organization);
        tenant.putObject("spec")
                .putObject("limits")
                .put("brokers", clusters)
                .put("cpu", Integer.toString(clusters))
                .put("memory", clusters + "Gi")
                .put("storage", clusters + "Gi");
        kubernetes.create(tenant.toString());
        // The namespace follows, and in it what makes a pod possible.
        kubernetes.kubectl("wait", "--for=create", "namespace/" + namespace(), "--timeout=60s");
        kubernetes.kubectl("-n", namespace(), "wait", "--for=create", "serviceaccount/default", "--timeout=60s");
    }

    String namespace() {
        return "weir-" + organization;
    }

    /** What a cluster's brokers are spoken to with; without it the operator waits. */
    void key(String cluster) {
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
        metadata(secret).putObject("labels").put("weir.dev/cluster", cluster);
        secret.putObject("stringData").put("secret.json", content.toString());
        kubernetes.create(secret.toString());
    }

    /** Asks for a Basic cluster. */
    void ask(String cluster) {
        ObjectNode wanted = object(API, "TenantCluster", cluster);
        ObjectNode spec = wanted.putObject("spec")
                .put("organization", organization)
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
        kubernetes.create(wanted.toString());
    }

    void awaitReady(String cluster) {
        kubernetes.kubectl(
                "-n", namespace(), "wait", "--for=condition=Ready", "tenantcluster/" + cluster, "--timeout=180s");
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

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }
}
