package dev.weir.broker.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.AclDeleteResult.AclBindingDeleteResult;

/** Which ACLs tenants may write, and which they never see: those that are roles. */
final class TenantAcls {
    private static final String USER_PREFIX = "User:";
    private static final String EVERYBODY = "User:*";
    private static final String ANY_HOST = "*";

    /** All are in the memory of each broker and read at each start. As many as Confluent Cloud's smaller clusters have. */
    static final int MOST = 1000;

    private static final Set<ResourceType> RESOURCES =
            EnumSet.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID, ResourceType.CLUSTER);

    private static final Set<AclOperation> ON_CLUSTER = EnumSet.of(CREATE, DESCRIBE, ALTER, IDEMPOTENT_WRITE);

    private TenantAcls() {}

    /** Why a tenant may not write this ACL; empty if it may. */
    static Optional<String> objection(AclBinding binding) {
        String principal = binding.entry().principal();
        if (!principal.equals(EVERYBODY)
                && !(principal.startsWith(USER_PREFIX)
                        && Principals.isTenant(principal.substring(USER_PREFIX.length())))) {
            return Optional.of(
                    "the principal must be User:<id of a user or service account> (u-... or sa-...) or User:*");
        }
        if (!binding.entry().host().equals(ANY_HOST)) {
            return Optional.of("the host must be *, since clients come through the gateway");
        }
        ResourceType type = binding.pattern().resourceType();
        if (!RESOURCES.contains(type)) {
            return Optional.of("ACLs can be on TOPIC, GROUP, TRANSACTIONAL_ID and CLUSTER only");
        }
        if (type == ResourceType.CLUSTER && isDenialForEverybody(binding.entry())) {
            return Optional.of("a DENY for User:* on CLUSTER would lock out every administrator");
        }
        if (type == ResourceType.CLUSTER && !ON_CLUSTER.contains(binding.entry().operation())) {
            return Optional.of("on CLUSTER only CREATE, DESCRIBE, ALTER and IDEMPOTENT_WRITE can be granted or denied");
        }
        return Optional.empty();
    }

    /**
     * Creates those that a tenant may write, answers the others with why not.
     *
     * @param present how many tenants have written
     */
    static List<CompletionStage<AclCreateResult>> create(
            List<AclBinding> bindings,
            int present,
            Function<List<AclBinding>, List<? extends CompletionStage<AclCreateResult>>> creation) {
        List<AclBinding> allowed = new ArrayList<>();
        List<Optional<String>> objections = new ArrayList<>();
        for (AclBinding binding : bindings) {
            Optional<String> objection = objection(binding)
                    .or(() -> present + allowed.size() < MOST
                            ? Optional.empty()
                            : Optional.of("a cluster has at most " + MOST + " ACLs, and there are " + present));
            if (objection.isEmpty()) {
                allowed.add(binding);
            }
            objections.add(objection);
        }
        Iterator<? extends CompletionStage<AclCreateResult>> created =
                creation.apply(allowed).iterator();
        return objections.stream()
                .<CompletionStage<AclCreateResult>>map(
                        objection -> objection.isEmpty() ? created.next() : refused(objection.get()))
                .toList();
    }

    /**
     * Deletes what a tenant may see: a filter that could meet roles is replaced by one exact filter for each ACL that it
     * meets now, roles' left out.
     */
    static List<CompletionStage<AclDeleteResult>> delete(
            List<AclBindingFilter> filters,
            Function<AclBindingFilter, List<AclBinding>> visible,
            Function<List<AclBindingFilter>, List<? extends CompletionStage<AclDeleteResult>>> deletion) {
        List<CompletionStage<AclDeleteResult>> results = new ArrayList<>();
        for (AclBindingFilter filter : filters) {
            List<AclBindingFilter> exact = sparesRoles(filter)
                    ? List.of(filter)
                    : visible.apply(filter).stream().map(AclBinding::toFilter).toList();
            results.add(joined(deletion.apply(exact)));
        }
        return results;
    }

    static boolean isRole(AclBinding binding) {
        return binding.entry().principal().startsWith(Principals.ROLE_PREFIX);
    }

    private static boolean isDenialForEverybody(AccessControlEntry entry) {
        return entry.permissionType() == AclPermissionType.DENY
                && entry.principal().equals(EVERYBODY);
    }

    private static CompletionStage<AclCreateResult> refused(String reason) {
        return CompletableFuture.completedFuture(new AclCreateResult(new PolicyViolationException(reason)));
    }

    /** Whether a filter names a principal that is no role, and so can't meet one. */
    private static boolean sparesRoles(AclBindingFilter filter) {
        String principal = filter.entryFilter().principal();
        return principal != null && !principal.startsWith(Principals.ROLE_PREFIX);
    }

    private static CompletionStage<AclDeleteResult> joined(List<? extends CompletionStage<AclDeleteResult>> stages) {
        CompletionStage<List<AclBindingDeleteResult>> all = CompletableFuture.completedFuture(List.of());
        for (CompletionStage<AclDeleteResult> stage : stages) {
            all = all.thenCombine(
                    stage,
                    (before, result) -> Stream.concat(before.stream(), result.aclBindingDeleteResults().stream())
                            .toList());
        }
        return all.thenApply(AclDeleteResult::new);
    }
}
