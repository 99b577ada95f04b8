package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operator made for one organization and one cluster of it, without what Kubernetes added: a client that copies
 * it makes the same objects without an operator.
 */
final class Template {
    private static final List<String> OF_ORGANIZATION = List.of(
            "/api/v1/namespaces/%s/resourcequotas",
            "/api/v1/namespaces/%s/limitranges", "/apis/networking.k8s.io/v1/namespaces/%s/networkpolicies");
    private static final List<String> OF_CLUSTER = List.of(
            "/api/v1/namespaces/%s/services",
            "/api/v1/namespaces/%s/configmaps",
            "/api/v1/namespaces/%s/secrets",
            "/apis/policy/v1/namespaces/%s/poddisruptionbudgets",
            "/apis/apps/v1/namespaces/%s/statefulsets");

    private final Fleet.Member from;
    private final String namespace;
    private final List<Copy> ofOrganization = new ArrayList<>();
    private final List<Copy> ofCluster = new ArrayList<>();

    /** An object that is made by posting it there. */
    private record Copy(String path, String json) {}

    Template(KubernetesApi api, Fleet.Member from) {
        this.from = from;
        String name = from.organization().namespace();
        this.namespace = bare(api.get("/api/v1/namespaces/" + name));
        for (String path : OF_ORGANIZATION) {
            api.get(path.formatted(name)).path("items").forEach(each -> ofOrganization.add(new Copy(path, bare(each))));
        }
        for (String path : OF_CLUSTER) {
            ofCluster.add(new Copy(path, bare(api.get(path.formatted(name) + "/" + from.name()))));
        }
    }

    private static String bare(JsonNode object) {
        ObjectNode bare = object.deepCopy();
        bare.remove("status");
        ObjectNode metadata = bare.withObject("/metadata");
        metadata.remove(List.of(
                "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "ownerReferences"));
        return bare.toString();
    }

    void makeOrganization(KubernetesApi api, Organization organization) {
        api.create("/api/v1/namespaces", named(namespace, organization));
        for (Copy each : ofOrganization) {
            api.create(each.path().formatted(organization.namespace()), named(each.json(), organization));
        }
    }

    void makeCluster(KubernetesApi api, Fleet.Member member) {
        for (Copy each : ofCluster) {
            api.create(
                    each.path().formatted(member.organization().namespace()),
                    named(each.json(), member.organization()).replace(from.name(), member.name()));
        }
    }

    private String named(String json, Organization organization) {
        return json.replace(from.organization().id(), organization.id());
    }
}
