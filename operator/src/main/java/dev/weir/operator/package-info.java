/**
 * Makes clusters exist on Kubernetes: the agent's counterpart. Takes {@code Tenant} and {@code TenantCluster}, which the
 * control plane writes, and says in their statuses what became of them. Packages: {@code tenant} (namespaces),
 * {@code cluster} (what a cluster consists of), {@code rolling} (which broker may be replaced next), {@code strimzi}
 * (Dedicated clusters, as Strimzi is told of them), {@code reach} (whether brokers can be spoken with), {@code platform} (a small Weir's own Kafka and secrets, where asked for).
 */
@NullMarked
package dev.weir.operator;

import org.jspecify.annotations.NullMarked;
