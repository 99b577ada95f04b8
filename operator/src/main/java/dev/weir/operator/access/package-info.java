/**
 * Who may do what at a cluster, beyond what its metadata began with: roles as ACLs, and client quotas, as the control plane
 * has written them beside the cluster. Brought to its brokers once they serve.
 */
@NullMarked
package dev.weir.operator.access;

import org.jspecify.annotations.NullMarked;
