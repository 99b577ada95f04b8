package dev.weir.operator.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.events.PlatformAccess;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What everything else that is secret is made of. Drawn once and kept in one Secret, since most of it can't be changed
 * later by merely drawing again.
 */
final class PlatformSecrets {
    static final String POSTGRES_SUPERUSER = "postgres";
    static final String POSTGRES_OWNER = "weir";
    static final String POSTGRES_API = "weir_api";
    static final String POSTGRES_SYSTEM = "weir_system";

    private static final int MASTER_KEY_BYTES = 32;
    private static final String KAFKA = "kafka.";
    private static final String POSTGRES = "postgres.";
    private static final String MASTER_KEY = "master-key";
    private static final String ADMIN_KEY = "admin.key";
    private static final String ADMIN_SECRET = "admin.secret";
    private static final List<String> KAFKA_USERS =
            List.of(PlatformAccess.CONTROL_PLANE, PlatformAccess.GATEWAY, BrokerSpec.BROKER_USER);
    private static final List<String> POSTGRES_ROLES =
            List.of(POSTGRES_SUPERUSER, POSTGRES_OWNER, POSTGRES_API, POSTGRES_SYSTEM);

    private final Map<String, String> values;

    private PlatformSecrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static PlatformSecrets draw() {
        var secrets = new ApiSecrets();
        Map<String, String> values = new TreeMap<>();
        KAFKA_USERS.forEach(user -> values.put(KAFKA + user, secrets.next()));
        POSTGRES_ROLES.forEach(role -> values.put(POSTGRES + role, secrets.next()));
        byte[] masterKey = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(masterKey);
        values.put(MASTER_KEY, Base64.getEncoder().encodeToString(masterKey));
        values.put(ADMIN_KEY, new IdGenerator().apiKey().value());
        values.put(ADMIN_SECRET, secrets.next());
        return new PlatformSecrets(values);
    }

    /** As {@link #data} has written them. */
    static PlatformSecrets read(Secret secret) {
        return new PlatformSecrets(secret.getData().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(Base64.getDecoder().decode(entry.getValue()), UTF_8))));
    }

    Map<String, String> data() {
        return values;
    }

    String kafka(String user) {
        return value(KAFKA + user);
    }

    /** Of those who connect to it as clients. */
    Map<String, String> kafkaPasswords() {
        return Map.of(
                PlatformAccess.CONTROL_PLANE, kafka(PlatformAccess.CONTROL_PLANE),
                PlatformAccess.GATEWAY, kafka(PlatformAccess.GATEWAY));
    }

    String postgres(String role) {
        return value(POSTGRES + role);
    }

    String masterKey() {
        return value(MASTER_KEY);
    }

    String adminKey() {
        return value(ADMIN_KEY);
    }

    String adminSecret() {
        return value(ADMIN_SECRET);
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the Secret " + PartSecrets.ROOT + " lacks " + name);
        }
        return value;
    }

    @Override
    public String toString() {
        return "PlatformSecrets" + values.keySet();
    }
}
