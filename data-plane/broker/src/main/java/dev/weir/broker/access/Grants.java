package dev.weir.broker.access;

import static org.apache.kafka.server.authorizer.AuthorizationResult.ALLOWED;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.Authorizer;

/** What somebody may do by ACLs and roles, the floor left aside. */
final class Grants {
    private static final ResourcePattern CLUSTER =
            new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);

    /** With CREATE on CLUSTER Kafka wouldn't ask for the topics, and so nobody would for internal ones. */
    private static final Set<ApiKeys> CREATING_TOPICS =
            EnumSet.of(ApiKeys.CREATE_TOPICS, ApiKeys.METADATA, ApiKeys.STREAMS_GROUP_HEARTBEAT);

    private final Authorizer acls;

    Grants(Authorizer acls) {
        this.acls = acls;
    }

    boolean allow(AuthorizableRequestContext request, Action action) {
        if (action.operation() != AclOperation.CREATE
                || !CREATING_TOPICS.contains(ApiKeys.forId(request.requestType()))) {
            return allowsUserOrRole(request, action);
        }
        return action.resourcePattern().resourceType() == ResourceType.TOPIC
                && (allowsUserOrRole(request, action) || allowsUserOrRole(request, onCluster(action)));
    }

    boolean allowOnSome(AuthorizableRequestContext request, AclOperation operation, ResourceType type) {
        return acls.authorizeByResourceType(request, operation, type) == ALLOWED
                || acls.authorizeByResourceType(AskingAs.role(request), operation, type) == ALLOWED;
    }

    private boolean allowsUserOrRole(AuthorizableRequestContext request, Action action) {
        return allows(request, action) || (!isDenied(request, action) && allows(AskingAs.role(request), action));
    }

    private boolean allows(AuthorizableRequestContext request, Action action) {
        return acls.authorize(request, List.of(action)).getFirst() == ALLOWED;
    }

    /** On CLUSTER a role wins: an administrator who denies themselves too much must be able to repair it. */
    private boolean isDenied(AuthorizableRequestContext request, Action action) {
        ResourcePattern resource = action.resourcePattern();
        if (resource.resourceType() == ResourceType.CLUSTER) {
            return false;
        }
        AclBindingFilter denials = new AclBindingFilter(
                new ResourcePatternFilter(resource.resourceType(), resource.name(), PatternType.MATCH),
                new AccessControlEntryFilter(
                        request.principal().toString(), null, AclOperation.ANY, AclPermissionType.DENY));
        for (AclBinding denial : acls.acls(denials)) {
            AclOperation operation = denial.entry().operation();
            if (operation == AclOperation.ALL || operation == action.operation()) {
                return true;
            }
        }
        return false;
    }

    private static Action onCluster(Action action) {
        return new Action(
                action.operation(),
                CLUSTER,
                action.resourceReferenceCount(),
                action.logIfAllowed(),
                action.logIfDenied());
    }
}
