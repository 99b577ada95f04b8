package dev.weir.controlplane.user;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import java.util.Optional;

/** The people of organizations. */
public interface UserStore {
    /** Refused as already existing when somebody has the e-mail address. */
    void insert(User user, PasswordHash password);

    /** By anybody on the whole platform. */
    boolean emailTaken(String email);

    Optional<User> find(OrganizationId organization, UserId id);

    Page<User> list(PageRequest page);
}
