package dev.weir.operator.cluster;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import java.util.Optional;

/**
 * Whether a spec can be read at all. The CRD sees to it; but what was written under another version's CRD is read too.
 */
final class SpecCheck {
    private SpecCheck() {}

    /** What can't be read, by the field's name. */
    static Optional<String> obstacle(TenantCluster cluster) {
        TenantClusterSpec spec = cluster.getSpec();
        if (spec == null) {
            return Optional.of(words("spec"));
        }
        return missing("spec.kind", spec.kind())
                .or(() -> missing("spec.state", spec.state()))
                .or(() -> missing("spec.organization", spec.organization()))
                .or(() -> missing("spec.brokers", spec.brokers()))
                .or(() -> missing("spec.kafkaVersion", spec.kafkaVersion()))
                .or(() -> missing("spec.messageBytes", spec.messageBytes()))
                .or(() -> missing("spec.storage", spec.storage()))
                .or(() -> missing("spec.gateway", spec.gateway()));
    }

    @SuppressWarnings("NullAway") // what isn't null by its type may be so in what was read
    private static Optional<String> missing(String field, Object value) {
        return value == null ? Optional.of(words(field)) : Optional.empty();
    }

    private static String words(String field) {
        return field + " isn't there or isn't known to this operator: write the cluster anew, or install the operator"
                + " that wrote it";
    }
}
