package dev.weir.controlplane.serviceaccount;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;

/** Said within the transaction that removes a service account, so that what is only its own goes with it. */
public record ServiceAccountDeleted(OrganizationId organization, ServiceAccountId id) {}
