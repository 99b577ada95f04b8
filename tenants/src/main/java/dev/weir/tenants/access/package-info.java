/** Roles and the ACLs that they become at a broker. The control plane grants roles, agent and operator translate them, the broker enforces them. */
@NullMarked
package dev.weir.tenants.access;

import org.jspecify.annotations.NullMarked;
