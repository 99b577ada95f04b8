/**
 * People's logins: {@link dev.weir.controlplane.session.LogIn} makes a session of e-mail address and password, its token
 * is one of {@code auth}'s Bearer tokens. A new password, also by {@code recovery}, ends them.
 */
@NullMarked
package dev.weir.controlplane.session;

import org.jspecify.annotations.NullMarked;
