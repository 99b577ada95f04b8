package dev.weir.controlplane.authorization;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The role bindings of organizations. Whoever changes one holds its organization and announces it afterwards. */
public interface RoleBindingStore {
    /** Writes it at once, so that plain SQL of the same transaction sees it. */
    void insert(RoleBinding binding);

    Optional<RoleBinding> find(OrganizationId organization, RoleBindingId id);

    /** Whether there is one that says the same, however its pattern is written. */
    boolean exists(RoleBinding like);

    List<RoleBinding> ofPrincipal(OrganizationId organization, PrincipalId principal);

    /** How many there are, those included that the platform gave by itself. */
    long count(OrganizationId organization);

    /** How many users have a role. */
    long countUsers(OrganizationId organization, Role role);

    Page<RoleBinding> list(PageRequest page, Filter filter);

    void delete(RoleBinding binding);

    void deleteOf(OrganizationId organization, ClusterId cluster);

    void deleteOf(OrganizationId organization, EnvironmentId environment);

    /**
     * Which are wanted; null is no condition.
     *
     * @param crnPrefix how the pattern begins
     * @param own whose bindings are shown wherever they hold
     * @param reach where everybody's are shown
     */
    record Filter(
            @Nullable PrincipalId principal,
            @Nullable Role role,
            @Nullable String crnPrefix,
            PrincipalId own,
            Reach reach) {}
}
