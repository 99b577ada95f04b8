package dev.weir.agent.home;

import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parts of one Weir prove themselves with. Made once.
 *
 * @param schema version of this shape
 * @param kafkaPasswords of the components at the platform Kafka, by user name
 * @param kafkaInternalPassword with which the platform Kafka's broker knows its controller
 * @param postgresOwnerPassword of Postgres' superuser {@code postgres}
 * @param postgresPassword of the control plane's role {@code weir}
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
        String masterKey,
        String adminKey,
        String adminSecret) {
    public static final int SCHEMA = 1;

    private static final int MASTER_KEY_BYTES = 32;
    private static final String[] COMPONENTS = {"control-plane", "gateway", "agent", "weir-platform"};

    public Secrets {
        kafkaPasswords = Map.copyOf(kafkaPasswords);
    }

    public static Secrets loadOrMake(WeirHome home) throws IOException {
        var found = Json.read(home.secrets(), Secrets.class);
        if (found.isPresent()) {
            return found.get();
        }
        Secrets made = make();
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

    private static Secrets make() {
        var secrets = new ApiSecrets();
        byte[] masterKey = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(masterKey);
        return new Secrets(
                SCHEMA,
                Stream.of(COMPONENTS).collect(Collectors.toMap(name -> name, name -> secrets.next())),
                secrets.next(),
                secrets.next(),
                secrets.next(),
                Base64.getEncoder().encodeToString(masterKey),
                new IdGenerator().apiKey().value(),
                secrets.next());
    }

    @Override
    public String toString() {
        return "Secrets[admin=" + adminKey + "]";
    }
}
