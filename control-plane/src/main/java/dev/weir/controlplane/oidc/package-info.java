/**
 * People whom an OpenID Connect issuer knows: its JWTs are one of {@code auth}'s Bearer tokens. Off unless an issuer is
 * configured; it is asked for its keys when the first of its tokens comes, not at the start.
 */
@NullMarked
package dev.weir.controlplane.oidc;

import org.jspecify.annotations.NullMarked;
