package dev.weir.agent.home;

import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the parts of one Weir prove themselves with. Made once.
 *
 * @param schema version of this shape
 * @param kafkaPasswords of the components at the platform Kafka, by user name
 * @param kafkaInternalPassword with which the platform Kafka's broker knows its controller
 * @param postgresOwnerPassword of Postgres' superuser {@code postgres}
 * @param postgresPassword of the role {@code weir}, as which the control plane makes its tables
 * @param postgresPasswords of the roles as which it works, and which it makes
 * @param masterKey base 64 of 32 bytes, under which secrets are encrypted in Postgres
 * @param adminKey id of the platform operator's key
 * @param adminSecret secret of the platform operator's key
 */
public record Secrets(
        int schema,
        Map<String, String> kafkaPasswords,
        String kafkaInternalPassword,
        String postgresOwnerPassword,
        String postgresPassword,
        Map<String, String> postgresPasswords,
        String masterKey,
        String adminKey,
        String adminSecret) {
    public static final int SCHEMA = 1;

    private static final int MASTER_KEY_BYTES = 32;
    private static final List<String> COMPONENTS = List.of("control-plane", "gateway", "agent", "weir-platform");
    private static final List<String> POSTGRES_ROLES = List.of("weir_api", "weir_system");

    public Secrets {
        kafkaPasswords = Map.copyOf(kafkaPasswords);
        postgresPasswords = Map.copyOf(Objects.requireNonNullElse(postgresPasswords, Map.of()));
    }

    public static Secrets loadOrMake(WeirHome home) throws IOException {
        var found = Json.read(home.secrets(), Secrets.class);
        Secrets made = found.map(Secrets::completed).orElseGet(Secrets::make);
        if (found.equals(Optional.of(made))) {
            return made;
        }
        Json.write(home.secrets(), made);
        return made;
    }

    public String kafkaPassword(String component) {
        String password = kafkaPasswords.get(component);
        if (password == null) {
            throw new IllegalArgumentException("no password at the platform Kafka for " + component);
        }
        return password;
    }

    public String postgresPassword(String role) {
        String password = postgresPasswords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no password at Postgres for " + role);
        }
        return password;
    }

    /** What an earlier Weir made lacks the passwords of roles that it didn't know. */
    private Secrets completed() {
        var passwords = passwords(POSTGRES_ROLES);
        passwords.putAll(postgresPasswords);
        return new Secrets(
                schema,
                kafkaPasswords,
                kafkaInternalPassword,
                postgresOwnerPassword,
                postgresPassword,
                passwords,
                masterKey,
                adminKey,
                adminSecret);
    }

    private static Map<String, String> passwords(List<String> names) {
        var secrets = new ApiSecrets();
        return names.stream().collect(Collectors.toMap(name -> name, name -> secrets.next()));
    }

    private static Secrets make() {
        var secrets = new ApiSecrets();
        byte[] masterKey = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(masterKey);
        return new Secrets(
                SCHEMA,
                passwords(COMPONENTS),
                secrets.next(),
                secrets.next(),
                secrets.next(),
                passwords(POSTGRES_ROLES),
                Base64.getEncoder().encodeToString(masterKey),
                new IdGenerator().apiKey().value(),
                secrets.next());
    }

    @Override
    public String toString() {
        return "Secrets[admin=" + adminKey + "]";
    }
}
