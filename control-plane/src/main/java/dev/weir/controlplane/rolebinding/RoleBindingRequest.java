package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.authorization.CrnPattern;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.SentResource;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.PrincipalId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send: who is what, and where. */
@Schema(name = "RoleBindingRequest")
record RoleBindingRequest(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable String id,
        @Nullable SentMetadata metadata,
        @Nullable String principal,
        @Nullable String roleName,
        @Nullable String crnPattern)
        implements SentResource {
    private static final String USER = "User:";
    private static final List<Role> ROLES = Arrays.asList(Role.values());

    /** What was sent, checked as far as it says something by itself. */
    Wanted check() {
        var fields = new Fields();
        requireKind(fields, "iam/v2", "RoleBinding");
        String holder = fields.required("/principal", principal);
        if (!holder.isEmpty() && !holder.startsWith(USER)) {
            fields.reject("/principal", "must be User: and the id of a user or service account");
        }
        Role role = fields.oneOf("/role_name", roleName, ROLES, Role::apiName);
        Optional<CrnPattern> where = pattern(fields, fields.required("/crn_pattern", crnPattern));
        if (role.apiName().equals(roleName) && where.isPresent() && !where.get().fits(role)) {
            fields.reject("/crn_pattern", "must be that of " + place(role) + " for the role " + role.apiName());
        }
        fields.done();
        String id = holder.substring(USER.length());
        return new Wanted(
                Received.reference("principal", id, "/principal", PrincipalId::of), role, where.orElseThrow());
    }

    private static Optional<CrnPattern> pattern(Fields fields, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CrnPattern.parse(text));
        } catch (IllegalArgumentException e) {
            fields.reject("/crn_pattern", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String place(Role role) {
        return switch (role) {
            case ORGANIZATION_ADMIN -> "an organization";
            case ENVIRONMENT_ADMIN -> "an environment";
            case CLOUD_CLUSTER_ADMIN -> "a cluster";
            case DEVELOPER_MANAGE, DEVELOPER_READ, DEVELOPER_WRITE -> "a cluster, or topics, groups or ids in it,";
        };
    }

    /** A role for somebody somewhere. Whether they, and the place, exist is still to be found out. */
    record Wanted(PrincipalId principal, Role role, CrnPattern where) {}
}
