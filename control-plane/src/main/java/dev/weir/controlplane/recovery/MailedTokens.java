package dev.weir.controlplane.recovery;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.controlplane.user.Account;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.ApiSecrets;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Tokens of one purpose, one user and one use. Plain SQL: whose a token is is known only when it is found. */
@ApplicationScoped
class MailedTokens {
    private final SystemDatabase system;
    private final Database database;
    private final ApiSecrets secrets;
    private final Clock clock;

    MailedTokens(SystemDatabase system, Database database, ApiSecrets secrets, Clock clock) {
        this.system = system;
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Earlier ones of the same purpose are good no more. */
    Issued issue(Account account, Purpose purpose) {
        String token = secrets.next();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(purpose.lifetime());
        system.inNewTransaction(connection -> {
            try (var delete = connection.prepareStatement("delete from user_token where user_id = ? and purpose = ?");
                    var insert = connection.prepareStatement("""
                            insert into user_token
                              (token_sha256, organization_id, user_id, purpose, created_at, expires_at)
                            values (?, ?, ?, ?, ?, ?)""")) {
                delete.setString(1, account.user().value());
                delete.setString(2, purpose.name());
                delete.executeUpdate();
                insert.setString(1, SecretHash.of(token).hex());
                insert.setString(2, account.organization().value());
                insert.setString(3, account.user().value());
                insert.setString(4, purpose.name());
                insert.setObject(5, utc(now));
                insert.setObject(6, utc(expiresAt));
                return insert.executeUpdate();
            }
        });
        return new Issued(token, expiresAt);
    }

    /** Whose it is, without using it up. Refused when it isn't good. */
    UserId ownerOf(String token, Purpose purpose) {
        return system.inNewTransaction(connection -> {
            try (var select = connection.prepareStatement(
                    "select user_id from user_token where token_sha256 = ? and purpose = ? and expires_at > ?")) {
                select.setString(1, SecretHash.of(token).hex());
                select.setString(2, purpose.name());
                select.setObject(3, utc(clock.instant()));
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new InvalidToken().toException();
                    }
                    return new UserId(row.getString(1));
                }
            }
        });
    }

    /** Within the system's transaction. Refused when it isn't good, or somebody else has used it in between. */
    void redeem(String token, Purpose purpose) {
        int found = database.inCurrentTransaction(connection -> {
            try (var delete = connection.prepareStatement(
                    "delete from user_token where token_sha256 = ? and purpose = ? and expires_at > ?")) {
                delete.setString(1, SecretHash.of(token).hex());
                delete.setString(2, purpose.name());
                delete.setObject(3, utc(clock.instant()));
                return delete.executeUpdate();
            }
        });
        if (found == 0) {
            throw new InvalidToken().toException();
        }
    }

    @Scheduled(every = "10m", delayed = "1m")
    void deleteExpired() {
        system.inNewTransaction(connection -> {
            try (var delete = connection.prepareStatement("delete from user_token where expires_at <= ?")) {
                delete.setObject(1, utc(clock.instant()));
                return delete.executeUpdate();
            }
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A token just made: the only time that it is known. */
    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }
    }
}
