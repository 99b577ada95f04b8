package dev.weir.controlplane.auth;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.Caller.PlatformAdmin;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.problem.Problem.Forbidden;
import dev.weir.controlplane.problem.Problem.Unauthenticated;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the current request, asked for as what a resource needs: who is somebody else is refused. */
@RequestScoped
public class CurrentCaller {
    private final CurrentOrganization organization;
    private @Nullable Caller caller;

    CurrentCaller(CurrentOrganization organization) {
        this.organization = organization;
    }

    /** From here on, an organization's caller sees its organization's rows, and the platform's administrator none. */
    void is(Caller authenticated) {
        caller = authenticated;
        if (authenticated instanceof OrganizationCaller member) {
            organization.is(member.organization());
        }
    }

    /** Anybody of an organization, whatever their roles. */
    public OrganizationCaller member() {
        return switch (known()) {
            case OrganizationCaller member -> member;
            case PlatformAdmin admin ->
                throw new Forbidden("The platform administrator's is an invalid API key outside of /weir/v1/admin.")
                        .toException();
        };
    }

    /** An administrator of an organization. */
    public OrganizationCaller administrator() {
        OrganizationCaller member = member();
        if (!member.administrator()) {
            throw new Forbidden("An invalid API key for this: "
                            + member.principal().value() + " has no role that allows it; OrganizationAdmin does.")
                    .toException();
        }
        return member;
    }

    /** Who runs this Weir. */
    public PlatformAdmin platformAdmin() {
        return switch (known()) {
            case PlatformAdmin admin -> admin;
            case OrganizationCaller member ->
                throw new Forbidden("An invalid API key for this: only the platform's administrator may.")
                        .toException();
        };
    }

    private Caller known() {
        if (caller == null) {
            throw new Unauthenticated().toException();
        }
        return caller;
    }
}
