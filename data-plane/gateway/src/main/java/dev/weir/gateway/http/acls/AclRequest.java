package dev.weir.gateway.http.acls;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** An ACL that somebody wants. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record AclRequest(
        @Nullable String resourceType,
        @Nullable String resourceName,
        @Nullable String patternType,
        @Nullable String principal,
        @Nullable String host,
        @Nullable String operation,
        @Nullable String permission) {

    /** Several at once. */
    @RegisterForReflection
    record Batch(@Nullable List<@Nullable AclRequest> data) {
        List<AclBinding> toAcls() {
            if (data == null || data.isEmpty()) {
                throw new Problem.Invalid("data is missing or empty.").asException();
            }
            return data.stream().map(Batch::required).toList();
        }

        private static AclBinding required(@Nullable AclRequest one) {
            if (one == null) {
                throw new Problem.Invalid("An entry of data is null.").asException();
            }
            return one.toAcl();
        }
    }

    AclBinding toAcl() {
        PatternType pattern = definite(AclFields.word(PatternType.class, "pattern_type", patternType));
        ResourceType type = AclFields.word(ResourceType.class, "resource_type", resourceType);
        AclOperation act = AclFields.word(AclOperation.class, "operation", operation);
        AclPermissionType verdict = AclFields.word(AclPermissionType.class, "permission", permission);
        if (type == ResourceType.ANY || act == AclOperation.ANY || verdict == AclPermissionType.ANY) {
            throw new Problem.Invalid("ANY is for searching; an ACL says what it is about.").asException();
        }
        return new AclBinding(
                new ResourcePattern(type, AclFields.text("resource_name", resourceName), pattern),
                new AccessControlEntry(
                        AclFields.text("principal", principal), AclFields.text("host", host), act, verdict));
    }

    private static PatternType definite(PatternType pattern) {
        if (!pattern.isSpecific()) {
            throw new Problem.Invalid("The pattern_type of an ACL is LITERAL or PREFIXED.").asException();
        }
        return pattern;
    }
}
