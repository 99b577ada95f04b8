package dev.weir.controlplane.platform;

import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link CurrentOrganization} remembers for the time of a request. */
@RequestScoped
class RequestOrganization {
    private @Nullable OrganizationId organization;

    void set(OrganizationId known) {
        if (organization != null && !organization.equals(known)) {
            throw new IllegalStateException("the request belongs to another organization already");
        }
        organization = known;
    }

    Optional<OrganizationId> get() {
        return Optional.ofNullable(organization);
    }
}
