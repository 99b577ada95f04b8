/** What a cluster is to its tenant: its kind, availability, the limits that its plan gives it. Carried by {@code dev.weir.tenants.events}. */
@NullMarked
package dev.weir.tenants.cluster;

import org.jspecify.annotations.NullMarked;
