package dev.weir.controlplane.recovery;

import dev.weir.controlplane.attempt.Attempts;
import dev.weir.controlplane.mail.Letter;
import dev.weir.controlplane.mail.PostOffice;
import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.password.PasswordRules;
import dev.weir.controlplane.platform.CurrentOrganization;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.controlplane.recovery.MailedTokens.Issued;
import dev.weir.controlplane.session.ReplacePassword;
import dev.weir.controlplane.shape.Endpoints;
import dev.weir.controlplane.user.Account;
import dev.weir.controlplane.user.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lets somebody back in who has forgotten their password. */
@ApplicationScoped
class PasswordReset {
    private final PostOffice post;
    private final MailedTokens tokens;
    private final Accounts accounts;
    private final PasswordRules rules;
    private final ReplacePassword replacePassword;
    private final EmailVerification verification;
    private final Attempts attempts;
    private final CurrentOrganization current;
    private final SystemDatabase system;
    private final Endpoints endpoints;

    PasswordReset(
            PostOffice post,
            MailedTokens tokens,
            Accounts accounts,
            PasswordRules rules,
            ReplacePassword replacePassword,
            EmailVerification verification,
            Attempts attempts,
            CurrentOrganization current,
            SystemDatabase system,
            Endpoints endpoints) {
        this.post = post;
        this.tokens = tokens;
        this.accounts = accounts;
        this.rules = rules;
        this.replacePassword = replacePassword;
        this.verification = verification;
        this.attempts = attempts;
        this.current = current;
        this.system = system;
        this.endpoints = endpoints;
    }

    boolean byMail() {
        return post.open();
    }

    /** Sends a token to the address, if it is a user's. */
    void mail(String email) {
        accounts.byEmail(email).filter(account -> post.open()).ifPresent(account -> {
            Issued issued = issue(account);
            post.send(new Letter(account.email(), "Reset your password", """
                    Somebody, perhaps you, wants to reset your password at Weir, %s

                    To choose another password, use this token until %s:

                    %s

                    for example by: weir password reset TOKEN --server %s

                    All of your sessions end by that. If it wasn't you, do nothing: your password stays.
                    """.formatted(
                            endpoints.api(), issued.expiresAt(), issued.token(), endpoints.api())));
        });
    }

    /** For whoever hands the token over by other means than a mail. */
    Issued issue(Account account) {
        return tokens.issue(account, Purpose.RESET_PASSWORD);
    }

    void complete(String token, @Nullable String password) {
        Account account = accounts.find(tokens.ownerOf(token, Purpose.RESET_PASSWORD))
                .orElseThrow(() -> new InvalidToken().toException());
        var fields = new Fields();
        rules.check(fields, "/new_password", password, account.email(), account.organizationName());
        fields.done();
        PasswordHash hash = PasswordHash.of(password == null ? "" : password);
        current.is(account.organization());
        system.inNewTransaction(connection -> {
            tokens.redeem(token, Purpose.RESET_PASSWORD);
            replacePassword.replace(account.user(), hash);
            return verification.verified(account.user());
        });
        attempts.forget(account.email());
    }
}
