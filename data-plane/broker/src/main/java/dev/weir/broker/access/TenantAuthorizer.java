package dev.weir.broker.access;

import static org.apache.kafka.server.authorizer.AuthorizationResult.ALLOWED;
import static org.apache.kafka.server.authorizer.AuthorizationResult.DENIED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/**
 * Kafka's own authorizer, and beneath it a floor that no ACL lifts ({@link TenantFloor}). Roles are ACLs on the
 * principal {@code Role:<id>}: whoever is refused as {@code User:<id>} is asked for again as {@code Role:<id>}, unless
 * an ACL denies it explicitly. Only super users write or see the ACLs of roles.
 */
public final class TenantAuthorizer extends StandardAuthorizer {
    /** A setting: {@code tenants} or {@code components}, whose names the floor lets pass. */
    public static final String PRINCIPALS = "weir.principals";

    /**
     * Whether the request on this thread comes from a super user: {@link #acls} isn't told who asks, but is called on
     * the thread on which the same request was authorized just before.
     */
    private static final ThreadLocal<Boolean> SEES_ROLES = ThreadLocal.withInitial(() -> false);

    private final Grants grants = new Grants(new Standard());
    private final DenialLog denials = new DenialLog();
    private volatile Set<String> superUsers = Set.of();
    private volatile TenantFloor floor = new TenantFloor(Principals.TENANTS);

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        superUsers = Arrays.stream(
                        String.valueOf(configs.get(SUPER_USERS_CONFIG)).split(";"))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        floor = new TenantFloor(
                Principals.valueOf(String.valueOf(configs.get(PRINCIPALS)).toUpperCase(Locale.ROOT)));
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext request, List<Action> actions) {
        boolean superUser = isSuperUser(request);
        if (request.requestType() == ApiKeys.DESCRIBE_ACLS.id) {
            SEES_ROLES.set(superUser);
        }
        if (superUser) {
            return super.authorize(request, actions);
        }
        boolean admitted = floor.admits(request);
        List<AuthorizationResult> results = new ArrayList<>(actions.size());
        for (Action action : actions) {
            boolean allowed = admitted && floor.admits(request, action) && grants.allow(request, action);
            if (!allowed) {
                denials.denied(request, action);
            }
            results.add(allowed ? ALLOWED : DENIED);
        }
        return results;
    }

    @Override
    public AuthorizationResult authorizeByResourceType(
            AuthorizableRequestContext request, AclOperation operation, ResourceType type) {
        boolean allowed =
                isSuperUser(request) || (floor.admits(request) && grants.allowOnSome(request, operation, type));
        return allowed ? ALLOWED : DENIED;
    }

    @Override
    public Iterable<AclBinding> acls(AclBindingFilter filter) {
        Iterable<AclBinding> all = super.acls(filter);
        return SEES_ROLES.get() ? all : withoutRoles(all);
    }

    @Override
    public List<? extends CompletionStage<AclCreateResult>> createAcls(
            AuthorizableRequestContext request, List<AclBinding> bindings) {
        return isSuperUser(request)
                ? super.createAcls(request, bindings)
                : TenantAcls.create(
                        bindings,
                        withoutRoles(super.acls(AclBindingFilter.ANY)).size(),
                        allowed -> super.createAcls(request, allowed));
    }

    @Override
    public List<? extends CompletionStage<AclDeleteResult>> deleteAcls(
            AuthorizableRequestContext request, List<AclBindingFilter> filters) {
        return isSuperUser(request)
                ? super.deleteAcls(request, filters)
                : TenantAcls.delete(
                        filters, filter -> withoutRoles(super.acls(filter)), exact -> super.deleteAcls(request, exact));
    }

    private boolean isSuperUser(AuthorizableRequestContext request) {
        return superUsers.contains(request.principal().toString());
    }

    private static List<AclBinding> withoutRoles(Iterable<AclBinding> all) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(binding -> !TenantAcls.isRole(binding))
                .toList();
    }

    /** What the ACLs alone say, roles' among them, without this class's own rules. */
    private final class Standard extends StandardView {
        @Override
        public List<AuthorizationResult> authorize(AuthorizableRequestContext request, List<Action> actions) {
            return TenantAuthorizer.super.authorize(request, actions);
        }

        @Override
        public Iterable<AclBinding> acls(AclBindingFilter filter) {
            return TenantAuthorizer.super.acls(filter);
        }
    }
}
