package dev.weir.operator;

import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.StorageSpec;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clusters as the control plane asks for them. */
public final class Specs {
    private static final StorageSpec STORAGE = new StorageSpec("1Gi", null, null);
    private static final GatewaySpec GATEWAY = new GatewaySpec("gateway.example", 9093, null, null);
    private static final int SEVERAL = 3;

    private Specs() {}

    static TenantClusterSpec basic(String organization) {
        return basic(organization, 1, STORAGE);
    }

    static TenantClusterSpec basic(String organization, StorageSpec storage) {
        return basic(organization, 1, storage);
    }

    /** As many brokers as aren't allowed, too. */
    static TenantClusterSpec basic(String organization, int brokers) {
        return basic(organization, brokers, STORAGE);
    }

    private static TenantClusterSpec basic(String organization, int brokers, StorageSpec storage) {
        return spec(organization, ClusterKind.BASIC, Availability.LOW, brokers, null, storage, GATEWAY);
    }

    static TenantClusterSpec three(String organization) {
        return spec(organization, ClusterKind.STANDARD, Availability.HIGH, SEVERAL, null, STORAGE, GATEWAY);
    }

    public static TenantClusterSpec dedicated(String organization, int brokers) {
        return spec(organization, ClusterKind.DEDICATED, Availability.HIGH, brokers, null, STORAGE, GATEWAY);
    }

    static TenantClusterSpec withImage(TenantClusterSpec spec, String image) {
        return changed(spec, image, spec.gateway());
    }

    static TenantClusterSpec at(TenantClusterSpec spec, GatewaySpec gateway) {
        return changed(spec, spec.image(), gateway);
    }

    private static TenantClusterSpec changed(TenantClusterSpec spec, @Nullable String image, GatewaySpec gateway) {
        return spec(
                spec.organization(), spec.kind(), spec.availability(), spec.brokers(), image, spec.storage(), gateway);
    }

    private static TenantClusterSpec spec(
            String organization,
            ClusterKind kind,
            Availability availability,
            int brokers,
            @Nullable String image,
            StorageSpec storage,
            GatewaySpec gateway) {
        return new TenantClusterSpec(
                organization,
                "env-test",
                1L,
                null,
                kind,
                availability,
                brokers,
                "4.3.1",
                ClusterState.RUNNING,
                image,
                2097152,
                storage,
                gateway,
                List.of());
    }
}
