package dev.weir.controlplane.provisioning.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.provisioning.kubernetes.KubernetesConfig.Ground;
import dev.weir.k8s.api.AclSpec;
import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.StorageSpec;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.api.TenantSpec;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.Map;

/** From the platform's words to Kubernetes'. Pure. */
final class TenantObjects {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String CONTROL_PLANE = "weir-control-plane";
    static final String CLUSTER = "weir.dev/cluster";

    private static final String KEYS_SUFFIX = "-keys";
    private static final String KEYS_ENTRY = "secret.json";
    private static final String ACCESS_SUFFIX = "-access";
    private static final String ACCESS_ENTRY = "access.json";

    /** On what is replaced by higher ones only. */
    static final String GENERATION = "weir.dev/generation";

    private TenantObjects() {}

    static Tenant tenant(ClusterDesired desired, Ground ground) {
        var quota = ground.quota();
        Tenant tenant = new Tenant();
        tenant.setMetadata(new ObjectMetaBuilder()
                .withName(desired.organization())
                .withLabels(Map.of(MANAGED_BY, CONTROL_PLANE))
                .build());
        tenant.setSpec(new TenantSpec(
                null, null, new TenantLimits(quota.brokers(), quota.cpu(), quota.memory(), quota.storage())));
        return tenant;
    }

    static TenantCluster cluster(ClusterDesired desired, Ground ground) {
        var gateway = ground.gateway();
        TenantCluster cluster = new TenantCluster();
        cluster.setMetadata(metadata(desired, desired.cluster()));
        cluster.setSpec(new TenantClusterSpec(
                desired.organization(),
                desired.environment(),
                desired.generation(),
                desired.displayName(),
                desired.kind(),
                desired.availability(),
                desired.brokers(),
                desired.kafkaVersion(),
                desired.state() == DesiredState.RUNNING ? ClusterState.RUNNING : ClusterState.SUSPENDED,
                null,
                desired.limits().messageBytes(),
                new StorageSpec(ground.volume(), ground.storageClass().orElse(null), ground.keepVolumes()),
                new GatewaySpec(
                        gateway.host(),
                        gateway.port(),
                        gateway.domain().orElse(null),
                        gateway.namedPort().isPresent() ? gateway.namedPort().getAsInt() : null),
                desired.roles().stream()
                        .flatMap(role -> role.acls().stream())
                        .map(AclSpec::of)
                        .toList()));
        return cluster;
    }

    /**
     * What the cluster's brokers accept, for the operator.
     *
     * @param secret a {@code ClusterSecret} as JSON
     */
    static Secret keys(ClusterDesired desired, String secret) {
        return new SecretBuilder()
                .withMetadata(metadata(desired, desired.cluster() + KEYS_SUFFIX))
                .withType("Opaque")
                .withData(Map.of(KEYS_ENTRY, Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))))
                .build();
    }

    /**
     * Who may do what at the cluster, for the operator.
     *
     * @param namespace of its organization
     * @param access a {@code ClusterAccess} as JSON
     */
    static ConfigMap access(String namespace, ClusterAccess access, String json) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(access.cluster() + ACCESS_SUFFIX)
                .withNamespace(namespace)
                .withLabels(Map.of(MANAGED_BY, CONTROL_PLANE, CLUSTER, access.cluster()))
                .addToAnnotations(GENERATION, Long.toString(access.generation()))
                .endMetadata()
                .withData(Map.of(ACCESS_ENTRY, json))
                .build();
    }

    private static ObjectMeta metadata(ClusterDesired desired, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(Tenant.namespaceOf(desired.organization()))
                .withLabels(Map.of(MANAGED_BY, CONTROL_PLANE, CLUSTER, desired.cluster()))
                .build();
    }
}
