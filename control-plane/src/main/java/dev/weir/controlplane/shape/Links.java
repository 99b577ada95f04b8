package dev.weir.controlplane.shape;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes links and references to this API's own resources. */
@ApplicationScoped
public class Links {
    private final Endpoints endpoints;

    Links(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** The address of a path that begins with a slash. */
    public String to(String path) {
        return endpoints.api() + path;
    }

    public Metadata metadata(String path, Crn name, Instant createdAt, Instant updatedAt) {
        return new Metadata(to(path), name.value(), createdAt, updatedAt, null);
    }

    public Reference environment(OrganizationId organization, EnvironmentId id) {
        return new Reference(
                id.value(),
                null,
                to("/org/v2/environments/" + id),
                Crn.of(organization, id).value(),
                "org/v2",
                "Environment");
    }

    public Reference cluster(OrganizationId organization, ClusterId id) {
        return new Reference(
                id.value(),
                null,
                to("/cmk/v2/clusters/" + id),
                Crn.of(organization, id).value(),
                "cmk/v2",
                "Cluster");
    }

    public Reference organization(OrganizationId id) {
        return new Reference(
                id.value(), null, to("/org/v2/organizations/" + id), Crn.of(id).value(), "org/v2", "Organization");
    }

    /** What a key of the management API itself is for. */
    public Reference cloud(OrganizationId organization) {
        return new Reference(
                "cloud",
                null,
                to("/org/v2/organizations/" + organization),
                Crn.of(organization).value(),
                "iam/v2",
                "Cloud");
    }

    public Reference principal(OrganizationId organization, PrincipalId id) {
        String path = switch (id) {
            case UserId user -> "/iam/v2/users/" + user;
            case ServiceAccountId account -> "/iam/v2/service-accounts/" + account;
        };
        String kind = switch (id) {
            case UserId user -> "User";
            case ServiceAccountId account -> "ServiceAccount";
        };
        return new Reference(
                id.value(), null, to(path), Crn.of(organization, id).value(), "iam/v2", kind);
    }
}
