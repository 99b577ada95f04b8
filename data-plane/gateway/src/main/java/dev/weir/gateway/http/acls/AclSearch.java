package dev.weir.gateway.http.acls;

import jakarta.ws.rs.core.MultivaluedMap;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** Which ACLs are meant, by a query's parameters. */
record AclSearch(MultivaluedMap<String, String> query) {
    /** Whatever isn't given doesn't matter. */
    AclBindingFilter toFind() {
        return filter(
                AclFields.word(ResourceType.class, "resource_type", value("resource_type"), ResourceType.ANY),
                AclFields.word(PatternType.class, "pattern_type", value("pattern_type"), PatternType.ANY),
                AclFields.word(AclOperation.class, "operation", value("operation"), AclOperation.ANY),
                AclFields.word(AclPermissionType.class, "permission", value("permission"), AclPermissionType.ANY));
    }

    /** Whoever deletes must say more, even if it is ANY. */
    AclBindingFilter toDelete() {
        return filter(
                AclFields.word(ResourceType.class, "resource_type", value("resource_type")),
                AclFields.word(PatternType.class, "pattern_type", value("pattern_type")),
                AclFields.word(AclOperation.class, "operation", value("operation")),
                AclFields.word(AclPermissionType.class, "permission", value("permission")));
    }

    private AclBindingFilter filter(
            ResourceType type, PatternType pattern, AclOperation operation, AclPermissionType permission) {
        return new AclBindingFilter(
                new ResourcePatternFilter(type, value("resource_name"), pattern),
                new AccessControlEntryFilter(value("principal"), value("host"), operation, permission));
    }

    private @Nullable String value(String parameter) {
        String value = query.getFirst(parameter);
        return AclFields.isMissing(value) ? null : value;
    }
}
