package dev.weir.controlplane.platform;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;

/** Confines Hibernate's queries to the current organization, above what Postgres does. */
@ApplicationScoped
@PersistenceUnitExtension
class OrganizationTenants implements TenantResolver {
    private final CurrentOrganization organization;

    OrganizationTenants(CurrentOrganization organization) {
        this.organization = organization;
    }

    @Override
    public String getDefaultTenantId() {
        return "";
    }

    @Override
    public String resolveTenantId() {
        return organization.text();
    }
}
