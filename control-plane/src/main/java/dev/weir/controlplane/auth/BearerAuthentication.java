package dev.weir.controlplane.auth;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import java.util.Optional;

/** One kind of tokens that {@code Authorization: Bearer} may carry. */
public interface BearerAuthentication {
    /** Whose token it is; empty when it isn't of this kind, or no longer good. A suspended organization is refused. */
    Optional<OrganizationCaller> authenticate(String token);
}
