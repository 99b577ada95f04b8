package dev.weir.controlplane.idempotency;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;

/**
 * Who sent which request under which key.
 *
 * @param sha256 of the path and of what was understood of the body
 */
record KnownRequest(OrganizationId organization, PrincipalId principal, String key, String sha256) {
    /** What its answer is sealed for: it can't be opened under another's key. */
    String owner() {
        return "idempotency " + organization + " " + principal.value() + " " + key;
    }
}
