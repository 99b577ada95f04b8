package dev.weir.controlplane.user;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;

/** Said within the transaction that removes a user, so that what is only their own goes with them. */
public record UserDeleted(OrganizationId organization, UserId id) {}
