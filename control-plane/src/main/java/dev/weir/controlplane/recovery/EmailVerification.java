package dev.weir.controlplane.recovery;

import dev.weir.controlplane.mail.Delivery;
import dev.weir.controlplane.mail.Letter;
import dev.weir.controlplane.mail.PostOffice;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.shape.Endpoints;
import dev.weir.controlplane.user.Account;
import dev.weir.controlplane.user.Accounts;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Finds out that the first user of an organization reads the mails to their address. Without SMTP nobody is asked. */
@ApplicationScoped
public class EmailVerification {
    private static final Logger LOG = Logger.getLogger(EmailVerification.class);

    private final PostOffice post;
    private final MailedTokens tokens;
    private final Accounts accounts;
    private final CurrentOrganization current;
    private final SystemDatabase system;
    private final Database database;
    private final Endpoints endpoints;

    EmailVerification(
            PostOffice post,
            MailedTokens tokens,
            Accounts accounts,
            CurrentOrganization current,
            SystemDatabase system,
            Database database,
            Endpoints endpoints) {
        this.post = post;
        this.tokens = tokens;
        this.accounts = accounts;
        this.current = current;
        this.system = system;
        this.database = database;
        this.endpoints = endpoints;
    }

    /** Whether new addresses have to be verified. */
    public boolean needed() {
        return post.open();
    }

    /** Asks somebody who has just signed up. */
    public Delivery ask(UserId user) {
        return post.open() ? accounts.find(user).map(this::send).orElse(Delivery.FAILED) : Delivery.SKIPPED;
    }

    /** Asks again, if the address is that of somebody who has still to answer. */
    void askAgain(String email) {
        accounts.byEmail(email).filter(this::isPending).ifPresent(this::send);
    }

    void answer(String token) {
        UserId user = tokens.ownerOf(token, Purpose.VERIFY_EMAIL);
        accounts.find(user).ifPresent(account -> current.is(account.organization()));
        system.inNewTransaction(connection -> {
            tokens.redeem(token, Purpose.VERIFY_EMAIL);
            return verified(user);
        });
    }

    /** Within the system's transaction: by whatever letter, they have read it. */
    UserId verified(UserId user) {
        database.inCurrentTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update organization set email_pending = false
                    where email_pending and id = (select organization_id from app_user where id = ?)""")) {
                update.setString(1, user.value());
                return update.executeUpdate();
            }
        });
        LOG.infof("user=%s e-mail verified", user);
        return user;
    }

    private boolean isPending(Account account) {
        return system.withoutTransaction(connection -> {
            try (var select = connection.prepareStatement("select email_pending from organization where id = ?")) {
                select.setString(1, account.organization().value());
                try (var row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    private Delivery send(Account account) {
        var issued = tokens.issue(account, Purpose.VERIFY_EMAIL);
        return post.send(new Letter(account.email(), "Verify your e-mail address", """
                You have signed up at Weir, %s

                To verify your e-mail address, use this token until %s:

                %s

                for example by: weir verify-email TOKEN --server %s

                Until then nothing of your organization can be changed. If it wasn't you, do nothing.
                """.formatted(
                        endpoints.api(), issued.expiresAt(), issued.token(), endpoints.api())));
    }
}
