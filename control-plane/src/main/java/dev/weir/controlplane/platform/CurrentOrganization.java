package dev.weir.controlplane.platform;

import dev.weir.tenants.id.OrganizationId;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Whose rows the current request works on. Known from its authentication on; who makes an organization says so before
 * the transaction begins.
 */
@ApplicationScoped
public class CurrentOrganization {
    private final RequestOrganization request;

    CurrentOrganization(RequestOrganization request) {
        this.request = request;
    }

    /** Throws when the request is another organization's already: it never serves two. */
    public void is(OrganizationId organization) {
        request.set(organization);
    }

    public Optional<OrganizationId> id() {
        return Arc.container().requestContext().isActive() ? request.get() : Optional.empty();
    }

    /** As Postgres and Hibernate know it: without an organization, a text that is no organization's. */
    String text() {
        return id().map(OrganizationId::value).orElse("");
    }
}
