package dev.weir.gateway.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.Heartbeat;
import dev.weir.tenants.events.IdentityProviderRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/** The platform topics' JSON: unknown fields are ignored, so that writers may be newer than readers. */
@RegisterForReflection(
        targets = {
            ApiKeyRecord.class,
            ClusterDesired.class,
            ClusterLimits.class,
            RoleGrant.class,
            ClusterSecret.class,
            ClusterSecret.SigningKey.class,
            ClusterStatus.class,
            ClusterStatus.NodeAddress.class,
            Heartbeat.class,
            IdentityProviderRecord.class,
            IdentityProviderRecord.Mapping.class,
            SnapshotFile.Content.class
        })
final class RecordFormat {
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RecordFormat() {}

    static <T> T read(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }
}
