package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;

/** A user with what proves that it is them. */
public record Account(
        UserId user, OrganizationId organization, String organizationName, String email, PasswordHash password) {}
