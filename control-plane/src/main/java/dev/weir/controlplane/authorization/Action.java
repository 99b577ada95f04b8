package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What somebody may want to do by the management API. Of their own (keys, role bindings) people may always read. */
public enum Action {
    /** Organization: rename it. */
    CHANGE_ORGANIZATION,
    /** Organization: users, invitations, service accounts, and keys in their names. */
    MANAGE_PRINCIPALS,
    /** Organization: see who is there, which whoever gives roles needs. */
    READ_PRINCIPALS,
    /** Organization: everybody's keys of this API. */
    MANAGE_CLOUD_KEYS,
    /** Organization: what was done in it. */
    READ_AUDIT_EVENTS,
    /** Organization: limits and usage. */
    READ_APPLIED_QUOTAS,
    /** Organization. */
    CREATE_ENVIRONMENT,
    /** Environment: for whoever has anything in it. */
    READ_ENVIRONMENT,
    /** Environment. */
    CHANGE_ENVIRONMENT,
    /** Environment. */
    DELETE_ENVIRONMENT,
    /** Environment. */
    CREATE_CLUSTER,
    /** Cluster: see it, and make keys to it for oneself. */
    READ_CLUSTER,
    /** Cluster. */
    CHANGE_CLUSTER,
    /** Cluster. */
    DELETE_CLUSTER,
    /** Cluster: everybody's keys to it. */
    MANAGE_CLUSTER_KEYS,
    /** Cluster: how much each principal may send and fetch. */
    MANAGE_CLIENT_QUOTAS,
    /** Anywhere: give and take roles, none of which may allow more than one's own. */
    MANAGE_ROLES;

    private static final Set<Action> OF_DEVELOPERS = EnumSet.of(READ_ENVIRONMENT, READ_CLUSTER);
    private static final Set<Action> IN_CLUSTERS = EnumSet.of(
            READ_PRINCIPALS,
            READ_ENVIRONMENT,
            READ_CLUSTER,
            CHANGE_CLUSTER,
            DELETE_CLUSTER,
            MANAGE_CLUSTER_KEYS,
            MANAGE_CLIENT_QUOTAS,
            MANAGE_ROLES);
    private static final Set<Action> IN_ENVIRONMENTS =
            with(IN_CLUSTERS, EnumSet.of(READ_APPLIED_QUOTAS, CHANGE_ENVIRONMENT, DELETE_ENVIRONMENT, CREATE_CLUSTER));
    private static final Set<Action> ALL = EnumSet.allOf(Action.class);

    /** Whether a role in a part allows it in the whole: reading does, of what the part hangs on. */
    boolean reachesUp() {
        return this == READ_PRINCIPALS || this == READ_ENVIRONMENT || this == READ_APPLIED_QUOTAS;
    }

    /** Which roles allow it within their scope. */
    public List<Role> roles() {
        return Arrays.stream(Role.values())
                .filter(role -> of(role).contains(this))
                .toList();
    }

    /** What a role allows within its scope. */
    static Set<Action> of(Role role) {
        return switch (role) {
            case ORGANIZATION_ADMIN -> ALL;
            case ENVIRONMENT_ADMIN -> IN_ENVIRONMENTS;
            case CLOUD_CLUSTER_ADMIN -> IN_CLUSTERS;
            case DEVELOPER_MANAGE, DEVELOPER_READ, DEVELOPER_WRITE -> OF_DEVELOPERS;
        };
    }

    private static Set<Action> with(Set<Action> some, Set<Action> more) {
        Set<Action> both = EnumSet.copyOf(some);
        both.addAll(more);
        return both;
    }
}
