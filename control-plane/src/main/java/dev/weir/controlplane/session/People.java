package dev.weir.controlplane.session;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.problem.Problem.Forbidden;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;

/** Only people log in and have passwords. */
final class People {
    private People() {}

    static UserId user(OrganizationCaller caller) {
        return switch (caller.principal()) {
            case UserId user -> user;
            case ServiceAccountId account ->
                throw new Forbidden("An invalid API key for this: " + account
                                + " is a service account, which never logs in.")
                        .toException();
        };
    }
}
