/**
 * Makes clusters exist on Kubernetes: the agent's counterpart. Takes {@code Tenant} and {@code TenantCluster}, which the
 * control plane writes, and says in their statuses what became of them.
 *
 * <p>Packages, in the order of a cluster's way: {@code tenant} (its organization's namespace), {@code cluster} (from how
 * it is to how it should be), {@code broker} (what its brokers consist of) with {@code certificate}, {@code apply}
 * (writing that), {@code rolling} (which broker may be replaced next), {@code strimzi} (Dedicated clusters instead),
 * {@code login}, {@code access} and {@code reach} (speaking with brokers), {@code status} and {@code condition} (what is
 * told of it); and {@code platform} (a small Weir's own Kafka and secrets, where asked for).
 */
@NullMarked
package dev.weir.operator;

import org.jspecify.annotations.NullMarked;
