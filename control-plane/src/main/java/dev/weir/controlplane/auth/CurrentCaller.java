package dev.weir.controlplane.auth;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.Caller.PlatformAdmin;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.problem.Problem.Forbidden;
import dev.weir.controlplane.problem.Problem.Unauthenticated;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** Whoever it is; empty where nobody has been recognised. */
    public Optional<Caller> whoever() {
        return Optional.ofNullable(caller);
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
        return require(Action.CHANGE_ORGANIZATION, Scope.organization());
    }

    /** Somebody of an organization who may do this there. */
    public OrganizationCaller require(Action action, Scope where) {
        OrganizationCaller member = member();
        return require(member.may(action, where), action.roles());
    }

    /** Somebody of an organization who may give and take this role there. */
    public OrganizationCaller requireToGrant(Role role, Scope where) {
        OrganizationCaller member = member();
        return require(member.grants().mayGrant(role, where), Action.MANAGE_ROLES.roles());
    }

    /** Somebody of an organization who may do this there, or whose own it is. */
    public OrganizationCaller requireUnlessOwn(PrincipalId owner, Action action, Scope where) {
        OrganizationCaller member = member();
        return member.principal().equals(owner) ? member : require(action, where);
    }

    private OrganizationCaller require(boolean allowed, List<Role> roles) {
        OrganizationCaller member = member();
        if (!allowed) {
            // The words "invalid API key" keep Terraform from taking a 403 for "deleted".
            throw new Forbidden(
                            "An invalid API key for this: " + member.principal().value()
                                    + " has no role here that allows it; "
                                    + roles.stream().map(Role::apiName).collect(Collectors.joining(", ")) + " may.")
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
