package dev.weir.controlplane.auth;

import dev.weir.controlplane.authorization.Grants;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.SecretHash;

/** What is known of a live Cloud API key. */
record Credential(
        SecretHash secret,
        OrganizationId organization,
        PrincipalId owner,
        Grants grants,
        boolean organizationSuspended) {}
