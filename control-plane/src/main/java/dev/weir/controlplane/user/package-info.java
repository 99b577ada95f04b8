/**
 * The people of an organization; and, in {@link dev.weir.controlplane.user.Accounts}, of all of them, for {@code session},
 * {@code recovery} and {@code invitation}, who have to find out whose somebody is.
 */
@NullMarked
package dev.weir.controlplane.user;

import org.jspecify.annotations.NullMarked;
