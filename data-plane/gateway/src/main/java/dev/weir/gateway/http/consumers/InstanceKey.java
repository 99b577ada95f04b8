package dev.weir.gateway.http.consumers;

import dev.weir.tenants.id.ClusterId;

/** Which consumer is meant. */
record InstanceKey(ClusterId cluster, String group, String instance) {
    /** As in the platform topic. */
    String text() {
        return cluster + "/" + group + "/" + instance;
    }
}
