package dev.weir.gateway.admission;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.id.ClusterId;

/** For tests elsewhere: a cluster that stores as much as it may. */
public final class ExampleAdmission {
    private ExampleAdmission() {}

    public static ClusterAdmission full() {
        var admission = new ClusterAdmission(new ClusterId("lkc-full"), TenantCluster.limits());
        admission.stored(new Stored(TenantCluster.limits().storageBytes()));
        return admission;
    }
}
