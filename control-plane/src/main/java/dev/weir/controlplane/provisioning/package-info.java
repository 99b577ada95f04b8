/**
 * Makes clusters what their rows say. A change asks for work in its own transaction ({@link
 * dev.weir.controlplane.provisioning.ClusterProvisioning}); any control plane claims it, plans from what is desired and
 * what was observed, and acts through the region's {@code ClusterRuntime}.
 */
@NullMarked
package dev.weir.controlplane.provisioning;

import org.jspecify.annotations.NullMarked;
