/** Who calls: HTTP Basic with a Cloud API key, or with the platform administrator's; or a Bearer token, of which {@code session} and {@code oidc} know what they are. Every resource asks {@link dev.weir.controlplane.auth.CurrentCaller}. */
@NullMarked
package dev.weir.controlplane.auth;

import org.jspecify.annotations.NullMarked;
