package dev.weir.controlplane.shape;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;

/** A resource's name in the whole platform, in the form that Confluent's clients parse. */
public record Crn(String value) {
    private static final String ROOT = "crn://weir/organization=";

    public static Crn of(OrganizationId organization) {
        return new Crn(ROOT + organization);
    }

    public static Crn of(OrganizationId organization, EnvironmentId environment) {
        return new Crn(ROOT + organization + "/environment=" + environment);
    }

    /** The last part is what makes it a Kafka cluster; clients look for {@code /kafka=}. */
    public static Crn of(OrganizationId organization, EnvironmentId environment, ClusterId cluster) {
        return new Crn(ROOT + organization + "/environment=" + environment + "/cloud-cluster=" + cluster + "/kafka="
                + cluster);
    }

    public static Crn of(
            OrganizationId organization, EnvironmentId environment, ClusterId cluster, ClientQuotaId quota) {
        return new Crn(of(organization, environment, cluster).value() + "/client-quota=" + quota);
    }

    /** Where the environment isn't known. */
    public static Crn of(OrganizationId organization, ClusterId cluster) {
        return new Crn(ROOT + organization + "/cloud-cluster=" + cluster + "/kafka=" + cluster);
    }

    public static Crn of(OrganizationId organization, PrincipalId principal) {
        return switch (principal) {
            case UserId user -> new Crn(ROOT + organization + "/user=" + user);
            case ServiceAccountId account -> new Crn(ROOT + organization + "/service-account=" + account);
        };
    }

    public static Crn of(OrganizationId organization, InvitationId invitation) {
        return new Crn(ROOT + organization + "/invitation=" + invitation);
    }

    public static Crn of(OrganizationId organization, IdentityProviderId provider) {
        return new Crn(ROOT + organization + "/identity-provider=" + provider);
    }

    public static Crn of(OrganizationId organization, RoleBindingId binding) {
        return new Crn(ROOT + organization + "/role-binding=" + binding);
    }

    public static Crn of(OrganizationId organization, ApiKeyId key) {
        return new Crn(ROOT + organization + "/api-key=" + key);
    }
}
