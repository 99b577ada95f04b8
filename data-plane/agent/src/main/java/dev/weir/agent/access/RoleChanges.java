package dev.weir.agent.access;

import dev.weir.tenants.access.AclGrant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What has to change for the ACLs of roles to be those that are wanted. ACLs of others are tenants' own.
 *
 * @param gone ACLs to delete
 * @param missing ACLs to create
 */
record RoleChanges(Set<AclBinding> gone, Set<AclBinding> missing) {
    private static final String ROLE = "Role:";
    private static final String ANY_HOST = "*";

    RoleChanges {
        gone = Set.copyOf(gone);
        missing = Set.copyOf(missing);
    }

    static RoleChanges between(Collection<AclBinding> present, List<AclGrant> wanted) {
        Set<AclBinding> are = present.stream()
                .filter(binding -> binding.entry().principal().startsWith(ROLE))
                .collect(Collectors.toSet());
        Set<AclBinding> shall = wanted.stream().map(RoleChanges::binding).collect(Collectors.toSet());
        Set<AclBinding> gone = new HashSet<>(are);
        gone.removeAll(shall);
        Set<AclBinding> missing = new HashSet<>(shall);
        missing.removeAll(are);
        return new RoleChanges(gone, missing);
    }

    private static AclBinding binding(AclGrant grant) {
        if (!grant.principal().startsWith(ROLE)) {
            throw new IllegalArgumentException(grant.principal() + " isn't a role");
        }
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(grant.resourceType()),
                        grant.resourceName(),
                        PatternType.valueOf(grant.patternType())),
                new AccessControlEntry(
                        grant.principal(), ANY_HOST, AclOperation.valueOf(grant.operation()), AclPermissionType.ALLOW));
    }
}
