package dev.weir.controlplane.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** What a control plane needs to be told besides where Postgres and Kafka are. */
public final class TestConfig {
    public static final String ADMIN_KEY = "PLATFORMADMIN";
    public static final String ADMIN_SECRET = "of the platform's administrator";

    public static final Map<String, String> ALL = Map.of(
            "weir.secrets.master-key", Base64.getEncoder().encodeToString(new byte[32]),
            "weir.admin.key", ADMIN_KEY,
            "weir.admin.secret-sha256", sha256(ADMIN_SECRET),
            "weir.endpoints.kafka", "127.0.0.1:9092",
            "weir.endpoints.http", "http://127.0.0.1:8082",
            "weir.endpoints.api", "http://127.0.0.1:8080",
            "weir.region.id", "local",
            "weir.region.cloud", "AWS",
            "weir.region.max-awake-brokers", "20",
            "weir.signup.mode", "OPEN");

    private TestConfig() {}

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
