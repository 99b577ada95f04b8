/**
 * Clusters on Kubernetes: writes {@code Tenant} and {@code TenantCluster} into a region's Kubernetes, where the operator
 * makes them so, and takes their statuses from there to Postgres and to the platform.
 */
@NullMarked
package dev.weir.controlplane.provisioning.kubernetes;

import org.jspecify.annotations.NullMarked;
