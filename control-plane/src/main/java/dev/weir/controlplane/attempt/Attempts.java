package dev.weir.controlplane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.TooManyAttempts;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Slows down who guesses, by account and by address, over all control planes. An attempt counts as failed before it is
 * made, so that a hundred at once are a hundred; who succeeds takes it back. Accounts that don't exist are counted too,
 * so that they look the same. Each statement stands by itself: nothing is to be undone or written down with it.
 */
@ApplicationScoped
public class Attempts {
    private static final int FREE_MAILS = 3;

    private final SystemDatabase database;
    private final AttemptConfig config;
    private final Clock clock;

    Attempts(SystemDatabase database, AttemptConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Refused when it is too early for another one. */
    public void begin(String email, Origin origin) {
        Optional<Duration> wait = database.withoutTransaction(connection -> {
            Optional<Duration> early = count(connection, address(origin), config.freePerAddress());
            return early.isPresent() ? early : count(connection, account(email), config.freePerAccount());
        });
        wait.ifPresent(Attempts::refuse);
    }

    /** For what is not bound to an account. */
    public void begin(Origin origin) {
        database.withoutTransaction(connection -> count(connection, address(origin), config.freePerAddress()))
                .ifPresent(Attempts::refuse);
    }

    /** The attempt that was begun was none of guessing. */
    public void succeeded(String email, Origin origin) {
        database.withoutTransaction(connection -> {
            try (var forgive = connection.prepareStatement(
                    "update failed_attempt set failures = greatest(failures - 1, 0) where subject = ?")) {
                forgive.setString(1, address(origin));
                forgive.executeUpdate();
            }
            return forget(connection, email);
        });
    }

    /** For who has proved by other means that the account is theirs. */
    public void forget(String email) {
        database.withoutTransaction(connection -> forget(connection, email));
    }

    /** Whether one more mail may be sent to an address because a stranger wishes it. */
    public boolean mayMail(String email) {
        return database.withoutTransaction(connection -> count(connection, subject("mail", email), FREE_MAILS))
                .isEmpty();
    }

    @Scheduled(every = "10m", delayed = "1m")
    void forgetOld() {
        database.withoutTransaction(connection -> {
            try (var delete = connection.prepareStatement("delete from failed_attempt where last_at < ?")) {
                delete.setObject(1, clock.instant().minus(config.forgetAfter()).atOffset(java.time.ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    private static int forget(Connection connection, String email) throws SQLException {
        try (var delete = connection.prepareStatement("delete from failed_attempt where subject = ?")) {
            delete.setString(1, account(email));
            return delete.executeUpdate();
        }
    }

    /** Counts unless it is too early; then answers for how long still. */
    private Optional<Duration> count(Connection connection, String subject, int free) throws SQLException {
        var now = clock.instant().atOffset(java.time.ZoneOffset.UTC);
        try (var upsert = connection.prepareStatement("""
                insert into failed_attempt as f (subject, failures, last_at) values (?, 1, ?)
                on conflict (subject) do update set
                  failures = case when f.last_at < ? then 1 else f.failures + 1 end,
                  last_at = excluded.last_at,
                  blocked_until = case when f.last_at >= ? and f.failures >= ?
                    then excluded.last_at + make_interval(secs => least(?, ? * power(2, least(30, f.failures - ?))))
                    end
                where f.blocked_until is null or f.blocked_until <= excluded.last_at""")) {
            var forgotten = now.minus(config.forgetAfter());
            upsert.setString(1, subject);
            upsert.setObject(2, now);
            upsert.setObject(3, forgotten);
            upsert.setObject(4, forgotten);
            upsert.setInt(5, free);
            upsert.setInt(6, Math.toIntExact(config.longestWait().toSeconds()));
            upsert.setInt(7, Math.toIntExact(config.firstWait().toSeconds()));
            upsert.setInt(8, free);
            if (upsert.executeUpdate() == 1) {
                return Optional.empty();
            }
        }
        try (var select = connection.prepareStatement(
                "select ceil(extract(epoch from blocked_until - ?)) from failed_attempt where subject = ?")) {
            select.setObject(1, now);
            select.setString(2, subject);
            try (var row = select.executeQuery()) {
                return Optional.of(Duration.ofSeconds(row.next() ? Math.max(1, row.getLong(1)) : 1));
            }
        }
    }

    private static void refuse(Duration wait) {
        throw new TooManyAttempts(wait).toException();
    }

    private static String account(String email) {
        return subject("account", email);
    }

    private static String address(Origin origin) {
        return subject("address", origin.network());
    }

    /** Hashed: people mistype, and what they typed may be their password. */
    private static String subject(String kind, String value) {
        try {
            byte[] text = (kind + "\n" + value.toLowerCase(Locale.ROOT)).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
