package dev.weir.controlplane.environment;

import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;

/** Said within the transaction that removes an environment, so that what is only about it goes with it. */
public record EnvironmentDeleted(OrganizationId organization, EnvironmentId id) {}
