package dev.weir.operator.cluster;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** The brokers' volumes: grown when the spec says so, removed with the cluster unless the spec says that they stay. */
final class Volumes {
    private final KubernetesClient client;

    Volumes(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Asks for larger volumes where they are smaller than they should be.
     *
     * @return why that was refused, for instance by a storage class that can't
     */
    Optional<String> grow(List<PersistentVolumeClaim> claims, String size) {
        Quantity wanted = new Quantity(size);
        for (PersistentVolumeClaim claim : claims) {
            Quantity asked = claim.getSpec().getResources().getRequests().get("storage");
            if (asked != null && asked.getNumericalAmount().compareTo(wanted.getNumericalAmount()) < 0) {
                try {
                    client.resource(claim)
                            .edit(each -> new PersistentVolumeClaimBuilder(each)
                                    .editSpec()
                                    .editResources()
                                    .addToRequests("storage", wanted)
                                    .endResources()
                                    .endSpec()
                                    .build());
                } catch (KubernetesClientException e) {
                    return Optional.of(claim.getMetadata().getName() + " can't grow to " + size + ": "
                            + e.getStatus().getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether they go with the cluster; where nobody can say, they stay. */
    static boolean mayGo(TenantCluster cluster) {
        TenantClusterSpec spec = cluster.getSpec();
        return spec != null && spec.storage() != null && !spec.storage().keeps();
    }

    void remove(List<PersistentVolumeClaim> claims) {
        claims.stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .forEach(claim -> client.resource(claim).delete());
    }
}
