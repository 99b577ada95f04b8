package dev.weir.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.cluster.Cluster.AvailabilityChoice;
import dev.weir.controlplane.cluster.ClusterBody.Config;
import dev.weir.controlplane.cluster.ClusterBody.SpecBody;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import org.junit.jupiter.api.Test;

class ClusterSpecTest {
    @Test
    void brokersFollowKindAndAvailability() {
        assertThat(spec(ClusterKind.BASIC, Availability.LOW, null).brokers()).isEqualTo(1);
        assertThat(spec(ClusterKind.STANDARD, Availability.LOW, null).brokers()).isEqualTo(1);
        assertThat(spec(ClusterKind.STANDARD, Availability.HIGH, null).brokers())
                .isEqualTo(3);
        assertThat(spec(ClusterKind.DEDICATED, Availability.HIGH, 1).brokers()).isEqualTo(3);
        assertThat(spec(ClusterKind.DEDICATED, Availability.HIGH, 4).brokers()).isEqualTo(6);
    }

    @Test
    void availabilityIsUnderstoodAndEchoedAsSent() {
        ClusterSpec spec = ClusterFields.create(body("MULTI_ZONE"));
        assertThat(spec.availability()).isEqualTo(new AvailabilityChoice(Availability.HIGH, "MULTI_ZONE"));
        assertThat(ClusterFields.create(body(null)).availability())
                .isEqualTo(new AvailabilityChoice(Availability.LOW, "LOW"));
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        ClusterSpec old = spec(ClusterKind.BASIC, Availability.LOW, null);
        ClusterSpec changed = new ClusterChange(null, ClusterKind.STANDARD, null, null, null, true).applyTo(old);
        assertThat(changed.displayName()).isEqualTo(old.displayName());
        assertThat(changed.kind()).isEqualTo(ClusterKind.STANDARD);
        assertThat(changed.deletionProtection()).isTrue();
        assertThat(new ClusterChange(null, null, null, null, null, null).applyTo(old))
                .isEqualTo(old);
    }

    private static SpecBody body(String availability) {
        return new SpecBody(
                "events", availability, "AWS", "local", new Config("Standard", null, null), null, null, null, null);
    }

    private static ClusterSpec spec(ClusterKind kind, Availability availability, Integer cku) {
        return new ClusterSpec(
                "events",
                kind,
                new AvailabilityChoice(availability, availability.name()),
                "AWS",
                "local",
                null,
                cku,
                false);
    }
}
