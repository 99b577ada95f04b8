package dev.weir.controlplane.http.description;

import java.util.Map;
import java.util.Set;

/** What texts look like, by the names of their fields. */
final class ExampleTexts {
    private static final String ORGANIZATION = "8c5b2f5e-2f0c-4c8e-9d53-1d0b9b1f7a11";

    /** What a request needn't have: it is ours to choose, or has no counterpart here. */
    private static final Set<String> READ_ONLY = Set.of(
            "api_version",
            "kind",
            "id",
            "metadata",
            "status",
            "secret",
            "network",
            "byok",
            "related",
            "resource_name",
            "resources",
            "jit_enabled",
            "kafka_bootstrap_endpoint",
            "http_endpoint",
            "jwks_uri",
            "certificate_authority",
            "subject_from",
            "user",
            "creator",
            "accepted_at",
            "expires_at");

    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("Cluster", "lkc-8k2m1x"),
            Map.entry("Environment", "env-4j7q2p"),
            Map.entry("environment", "env-4j7q2p"),
            Map.entry("ServiceAccount", "sa-1x9w3d"),
            Map.entry("User", "u-7h3k9s"),
            Map.entry("Organization", ORGANIZATION),
            Map.entry("ApiKey", "ABCDEFGHIJKLMNOP"),
            Map.entry("owner", "sa-1x9w3d"),
            Map.entry("resource", "lkc-8k2m1x"),
            Map.entry("resources", "lkc-8k2m1x"),
            Map.entry("cluster", "lkc-8k2m1x"),
            Map.entry("principals", "sa-1x9w3d"));

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("audience", "weir"),
            Map.entry("availability", "LOW"),
            Map.entry("cloud", "AWS"),
            Map.entry("crn_pattern", "crn://weir/organization=" + ORGANIZATION),
            Map.entry("description", "what it is for"),
            Map.entry("display_name", "orders"),
            Map.entry("email", "ann@example.org"),
            Map.entry("full_name", "Ann Example"),
            Map.entry("first", "http://127.0.0.1:8080/list?page_size=10"),
            Map.entry("http_endpoint", "http://127.0.0.1:8082"),
            Map.entry("issuer", "https://login.example.org/realms/apps"),
            Map.entry("kafka_bootstrap_endpoint", "127.0.0.1:9092"),
            Map.entry("organization_name", "Example"),
            Map.entry("password", "correct horse battery"),
            Map.entry("phase", "PROVISIONED"),
            Map.entry("principal", "User:sa-1x9w3d"),
            Map.entry("region", "local"),
            Map.entry("resource_name", "crn://weir/organization=" + ORGANIZATION),
            Map.entry("role_name", "CloudClusterAdmin"),
            Map.entry("self", "http://127.0.0.1:8080/resource"),
            Map.entry("service_account", "sa-1x9w3d"),
            Map.entry("status", "True"),
            Map.entry("subject", "billing"),
            Map.entry("subject_claim", "sub"));

    /** Links to pages that a single page hasn't, and what few resources have. */
    private static final Set<String> USUALLY_ABSENT = Set.of(
            "last",
            "prev",
            "next",
            "deleted_at",
            "cku",
            "max_ecku",
            "network",
            "byok",
            "encryption_key",
            "jwks_uri",
            "certificate_authority",
            "subject_from");

    private ExampleTexts() {}

    static boolean isUsuallyAbsent(String field) {
        return USUALLY_ABSENT.contains(field);
    }

    /** Of what a request needn't have, a reference needs its id and a configuration its kind. */
    static boolean isReadOnly(String owner, String field) {
        boolean ofReference = !owner.isEmpty() && Character.isLowerCase(owner.charAt(0));
        return READ_ONLY.contains(field)
                && !(ofReference && field.equals("id"))
                && !(owner.endsWith("Config") && field.equals("kind"));
    }

    static String of(String path, String owner, String field, String format) {
        if (field.equals("api_version")) {
            return path.replaceFirst("^/([^/]+/[^/]+)/.*", "$1");
        }
        if (format.equals("date-time")) {
            return "2026-01-02T03:04:05.678901Z";
        }
        if (field.equals("id")) {
            return IDS.getOrDefault(owner, "id-1x9w3d");
        }
        if (field.equals("kind") && !owner.isEmpty() && Character.isUpperCase(owner.charAt(0))) {
            return owner.startsWith("ListBody") ? owner.replace("ListBody", "").replace("View", "List") : owner;
        }
        return TEXTS.getOrDefault(field, field.replace('_', ' '));
    }
}
