/** The secrets of clusters: made once, kept sealed under the platform's master key, destroyed with the cluster. */
@NullMarked
package dev.weir.controlplane.provisioning.secrets;

import org.jspecify.annotations.NullMarked;
