package dev.weir.operator.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.events.ClusterSecret;
import io.fabric8.kubernetes.api.model.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the Secret that the control plane writes beside a cluster: the keys that its brokers accept. */
@ApplicationScoped
class ClusterKeys {
    /** Of the Secret's only entry, a {@link ClusterSecret} as JSON. */
    static final String ENTRY = "secret.json";

    /** Of the entry that only the platform's own Kafka has, a {@link PasswordAuthentication} as JSON. */
    static final String PASSWORDS = "passwords.json";

    private static final Logger LOG = Logger.getLogger(ClusterKeys.class);

    private final ObjectMapper json;

    ClusterKeys(ObjectMapper json) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Optional<ClusterSecret> read(Secret secret) {
        return read(secret, ENTRY, ClusterSecret.class)
                .filter(keys -> !keys.internalPassword().isEmpty());
    }

    /** With what clients prove themselves where that isn't a token. */
    Optional<PasswordAuthentication> passwords(Secret secret) {
        return read(secret, PASSWORDS, PasswordAuthentication.class);
    }

    private <T> Optional<T> read(Secret secret, String name, Class<T> type) {
        String entry = secret.getData() == null ? null : secret.getData().get(name);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Base64.getDecoder().decode(entry), type));
        } catch (IOException | IllegalArgumentException e) {
            // Its text is a secret, so it isn't repeated.
            LOG.warnf(
                    "secret=%s isn't readable: %s",
                    secret.getMetadata().getName(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
