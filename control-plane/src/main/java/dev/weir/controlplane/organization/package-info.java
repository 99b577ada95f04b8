/** Organizations: the tenants. Whoever changes something of one holds its row first. */
@NullMarked
package dev.weir.controlplane.organization;

import org.jspecify.annotations.NullMarked;
