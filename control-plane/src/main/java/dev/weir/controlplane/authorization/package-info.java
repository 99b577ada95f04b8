/**
 * What a caller may do: {@link dev.weir.controlplane.authorization.Grants} answers whether an {@link
 * dev.weir.controlplane.authorization.Action} is allowed in a {@link dev.weir.controlplane.authorization.Scope}, by the
 * roles that stand in {@code role_binding}. {@code auth} asks it for each request. The same rows become ACLs at
 * brokers: {@link dev.weir.controlplane.authorization.ClusterAccessAnnouncements} tells each change.
 */
@NullMarked
package dev.weir.controlplane.authorization;

import org.jspecify.annotations.NullMarked;
