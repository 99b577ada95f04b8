/**
 * What control plane and operator say to each other on Kubernetes: a {@code Tenant} for each organization, a
 * {@code TenantCluster} for each cluster. The control plane writes specs, the operator statuses. The CRDs below
 * {@code k8s/manifests/base/crds} are generated from here.
 */
@NullMarked
package dev.weir.k8s.api;

import org.jspecify.annotations.NullMarked;
