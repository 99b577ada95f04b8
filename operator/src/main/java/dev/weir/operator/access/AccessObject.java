package dev.weir.operator.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.tenants.events.ClusterAccess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the ConfigMap in which the control plane says who may do what. */
@ApplicationScoped
public class AccessObject {
    /** Of its only entry, a {@link ClusterAccess} as JSON. */
    static final String ENTRY = "access.json";

    private static final Logger LOG = Logger.getLogger(AccessObject.class);

    private final ObjectMapper json;

    AccessObject(ObjectMapper json) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    public Optional<ClusterAccess> read(ConfigMap map) {
        String entry = map.getData() == null ? null : map.getData().get(ENTRY);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(entry, ClusterAccess.class));
        } catch (JsonProcessingException e) {
            LOG.warnf("configmap=%s isn't readable: %s", map.getMetadata().getName(), e.getOriginalMessage());
            return Optional.empty();
        }
    }
}
