package dev.weir.controlplane.session;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.user.Accounts;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives a user another password and ends all of their sessions: whoever has the old one may be in one of them. */
@ApplicationScoped
public class ReplacePassword {
    private static final Logger LOG = Logger.getLogger(ReplacePassword.class);

    private final Accounts accounts;
    private final SessionStore sessions;

    ReplacePassword(Accounts accounts, SessionStore sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** Within the system's transaction. */
    public UserId replace(UserId user, PasswordHash password) {
        accounts.setPassword(user, password);
        sessions.endAll(user);
        LOG.infof("user=%s password changed, sessions ended", user);
        return user;
    }
}
