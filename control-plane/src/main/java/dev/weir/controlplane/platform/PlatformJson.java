package dev.weir.controlplane.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.Heartbeat;
import dev.weir.tenants.events.TopicListing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** The JSON of the platform topics. It has a mapper of its own, so that the API's naming never reaches the topics. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            AclGrant.class,
            ApiKeyRecord.class,
            ClusterAccess.class,
            ClusterDesired.class,
            ClusterLimits.class,
            ClusterSecret.class,
            ClusterSecret.SigningKey.class,
            ClusterStatus.class,
            ClusterStatus.NodeAddress.class,
            Heartbeat.class,
            PrincipalQuota.class,
            RoleGrant.class,
            TopicListing.class,
            TopicListing.Topic.class
        })
public class PlatformJson {
    private final ObjectMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public String write(Object record) {
        try {
            return mapper.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + record.getClass().getSimpleName(), e);
        }
    }

    /** Throws {@link MalformedRecord} when the text isn't such a record. */
    public <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new MalformedRecord(type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }
}
