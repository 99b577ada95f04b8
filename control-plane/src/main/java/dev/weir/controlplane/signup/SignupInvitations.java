package dev.weir.controlplane.signup;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.tenants.key.ApiSecrets;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes that let somebody sign up, once each. They are the platform's, of no organization. */
@ApplicationScoped
class SignupInvitations {
    private final SystemDatabase system;
    private final Database database;
    private final SignupConfig config;
    private final ApiSecrets secrets;
    private final Clock clock;

    SignupInvitations(SystemDatabase system, Database database, SignupConfig config, ApiSecrets secrets, Clock clock) {
        this.system = system;
        this.database = database;
        this.config = config;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param email who alone may use it; null for anybody */
    Issued issue(@Nullable String email) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var issued =
                new Issued(UUID.randomUUID().toString(), secrets.next(), email, now.plus(config.invitationLifetime()));
        system.inNewTransaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into signup_invitation (id, code_sha256, email, created_at, expires_at)
                    values (?, ?, ?, ?, ?)""")) {
                insert.setString(1, issued.id());
                insert.setString(2, SecretHash.of(issued.code()).hex());
                insert.setString(3, email);
                insert.setObject(4, now.atOffset(ZoneOffset.UTC));
                insert.setObject(5, issued.expiresAt().atOffset(ZoneOffset.UTC));
                return insert.executeUpdate();
            }
        });
        return issued;
    }

    /** Answers whether there was one that could be withdrawn. */
    boolean withdraw(String id) {
        return system.inNewTransaction(connection -> {
            try (var delete =
                    connection.prepareStatement("delete from signup_invitation where id = ? and used_at is null")) {
                delete.setString(1, id);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** Refuses a code that isn't good before anything costly is done for it. */
    void require(String code, String email) {
        boolean good = system.inNewTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select 1 from signup_invitation
                    where code_sha256 = ? and used_at is null and expires_at > ?
                      and (email is null or lower(email) = lower(?))""")) {
                select.setString(1, SecretHash.of(code).hex());
                select.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                select.setString(3, email);
                try (var row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
        if (!good) {
            throw new InvalidToken().toException();
        }
    }

    /** Within the transaction that makes the organization. Refused when somebody else has used it in between. */
    void use(String code, String email) {
        boolean used = database.inCurrentTransaction(connection -> {
            try (var use = connection.prepareStatement("select use_signup_code(?, ?, ?)")) {
                use.setString(1, SecretHash.of(code).hex());
                use.setString(2, email);
                use.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                try (var row = use.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
        if (!used) {
            throw new InvalidToken().toException();
        }
    }

    /** A code just made: the only time that it is known. */
    record Issued(String id, String code, @Nullable String email, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[id=" + id + "]";
        }
    }
}
