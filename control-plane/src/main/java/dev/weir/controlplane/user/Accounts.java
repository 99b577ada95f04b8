package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.tenants.id.UserId;
import java.util.Optional;

/** The people of the whole platform, for when it isn't known yet of which organization somebody is. */
public interface Accounts {
    /** Whatever the case of its letters. */
    Optional<Account> byEmail(String email);

    Optional<Account> find(UserId user);

    /** Within the system's transaction. */
    void setPassword(UserId user, PasswordHash password);
}
