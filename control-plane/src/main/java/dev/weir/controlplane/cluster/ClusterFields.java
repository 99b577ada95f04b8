package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.Cluster.AvailabilityChoice;
import dev.weir.controlplane.cluster.ClusterBody.Config;
import dev.weir.controlplane.cluster.ClusterBody.SpecBody;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a spec of what clients send, or says what is wrong with it. */
final class ClusterFields {
    private static final List<String> CLOUDS = List.of("AWS", "AZURE", "GCP");
    private static final List<AvailabilityChoice> AVAILABILITIES = List.of(
            new AvailabilityChoice(Availability.LOW, "LOW"),
            new AvailabilityChoice(Availability.HIGH, "HIGH"),
            new AvailabilityChoice(Availability.LOW, "SINGLE_ZONE"),
            new AvailabilityChoice(Availability.HIGH, "MULTI_ZONE"));
    private static final int LARGEST_ECKU = 100;
    private static final int LARGEST_CKU = 24;

    private final Fields fields = new Fields();

    static ClusterSpec create(SpecBody body) {
        return new ClusterFields().spec(body);
    }

    static ClusterChange change(SpecBody body, ClusterSpec present) {
        return new ClusterFields().patch(body, present);
    }

    private ClusterSpec spec(SpecBody body) {
        Config config = body.config() == null ? new Config(null, null, null) : body.config();
        ClusterKind kind = kind(config.kind());
        AvailabilityChoice availability =
                body.availability() == null ? AVAILABILITIES.getFirst() : availability(body.availability());
        if (kind == ClusterKind.BASIC && availability.meaning() == Availability.HIGH) {
            fields.reject("/spec/availability", "must be LOW for a Basic cluster, which has one broker");
        }
        if (kind == ClusterKind.DEDICATED) {
            if (config.cku() == null || config.cku() < 1 || config.cku() > LARGEST_CKU) {
                fields.reject("/spec/config/cku", "must be from 1 to " + LARGEST_CKU + " for a Dedicated cluster");
            }
        } else if (config.cku() != null) {
            fields.reject("/spec/config/cku", "is for Dedicated clusters only");
        }
        ecku(config.maxEcku());
        encryptionKey(config);
        notOffered("/spec/network", body.network());
        notOffered("/spec/byok", body.byok());
        var spec = new ClusterSpec(
                fields.name("/spec/display_name", body.displayName()),
                kind,
                availability,
                fields.oneOf("/spec/cloud", body.cloud(), CLOUDS, Function.identity()),
                fields.name("/spec/region", body.region()),
                config.maxEcku(),
                config.cku(),
                Boolean.TRUE.equals(body.deletionProtection()));
        fields.done();
        return spec;
    }

    private ClusterChange patch(SpecBody body, ClusterSpec present) {
        unchanged("/spec/cloud", body.cloud(), present.cloud());
        unchanged("/spec/region", body.region(), present.region());
        Config config = body.config();
        ClusterKind kind = config == null || config.kind() == null ? null : kind(config.kind());
        AvailabilityChoice availability = body.availability() == null
                ? null
                : changed(availability(body.availability()), present, kind == null ? present.kind() : kind);
        if (config != null) {
            encryptionKey(config);
            ecku(config.maxEcku());
            if (config.cku() != null && !config.cku().equals(present.cku())) {
                resize(config.cku(), present);
            }
        }
        var change = new ClusterChange(
                body.displayName() == null ? null : fields.name("/spec/display_name", body.displayName()),
                kind,
                availability,
                config == null ? null : config.maxEcku(),
                config == null ? null : config.cku(),
                body.deletionProtection());
        fields.done();
        return change;
    }

    /** One that means the same as before stays as it was sent first. */
    private @Nullable AvailabilityChoice changed(
            @Nullable AvailabilityChoice sent, ClusterSpec present, ClusterKind kind) {
        if (sent == null || sent.meaning() == present.availability().meaning()) {
            return null;
        }
        if (sent.meaning() == Availability.LOW) {
            fields.reject("/spec/availability", "can't be lowered: replicas would have to be given up");
        } else if (kind == ClusterKind.BASIC) {
            fields.reject("/spec/availability", "must be LOW for a Basic cluster, which has one broker");
        }
        return sent;
    }

    private void resize(int cku, ClusterSpec present) {
        if (present.cku() == null) {
            fields.reject("/spec/config/cku", "is for Dedicated clusters only");
        } else if (cku < present.cku()) {
            fields.reject("/spec/config/cku", "can't be lowered: what a broker holds can't be moved off it yet");
        } else if (cku > LARGEST_CKU) {
            fields.reject("/spec/config/cku", "must be from 1 to " + LARGEST_CKU + " for a Dedicated cluster");
        }
    }

    private ClusterKind kind(@Nullable String sent) {
        return fields.oneOf("/spec/config/kind", sent, List.of(ClusterKind.values()), ClusterKind::apiName);
    }

    private AvailabilityChoice availability(String sent) {
        return fields.oneOf("/spec/availability", sent, AVAILABILITIES, AvailabilityChoice::sent);
    }

    private void ecku(@Nullable Integer sent) {
        if (sent != null && (sent < 1 || sent > LARGEST_ECKU)) {
            fields.reject("/spec/config/max_ecku", "must be from 1 to " + LARGEST_ECKU);
        }
    }

    private void encryptionKey(Config config) {
        if (config.encryptionKey() != null && !config.encryptionKey().isEmpty()) {
            fields.reject("/spec/config/encryption_key", "isn't offered");
        }
    }

    /** Saying nothing would let its owner believe that it is so. */
    private void notOffered(String pointer, @Nullable Reference sent) {
        if (Reference.idOf(sent) != null) {
            fields.reject(pointer, "isn't offered");
        }
    }

    private void unchanged(String pointer, @Nullable String sent, String present) {
        if (sent != null && !sent.equals(present)) {
            fields.reject(pointer, "can't be changed");
        }
    }
}
