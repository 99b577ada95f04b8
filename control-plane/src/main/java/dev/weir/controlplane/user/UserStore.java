package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people of organizations. */
public interface UserStore {
    /** Refused as already existing when somebody has the e-mail address. */
    void insert(User user, PasswordHash password);

    /** By anybody on the whole platform. */
    boolean emailTaken(String email);

    Optional<User> find(OrganizationId organization, UserId id);

    /** Whatever the case of the address's letters. */
    Optional<User> find(OrganizationId organization, String email);

    /** @param only whom alone the list may show; null for all */
    Page<User> list(PageRequest page, @Nullable PrincipalId only);

    long count(OrganizationId organization);

    /** Writes the full name. */
    void update(User user);

    void delete(OrganizationId organization, UserId id);
}
