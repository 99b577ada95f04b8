package dev.weir.controlplane.session;

import dev.weir.controlplane.attempt.Origin;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.SessionId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain SQL: when a token is looked up, there is no organization yet to which a query could be confined. */
@ApplicationScoped
class JdbcSessionStore implements SessionStore {
    private static final String SELECT = """
            select id, organization_id, user_id, address, user_agent, created_at, last_seen_at, expires_at
            from user_session
            where expires_at > ? and last_seen_at > ? and\s""";

    private final SystemDatabase system;
    private final Database database;

    JdbcSessionStore(SystemDatabase system, Database database) {
        this.system = system;
        this.database = database;
    }

    @Override
    public void insert(Session session, SecretHash token) {
        system.inNewTransaction(update(
                """
                insert into user_session
                  (id, organization_id, user_id, token_sha256, address, user_agent, created_at, last_seen_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                session.id().value(),
                session.organization().value(),
                session.user().value(),
                token.hex(),
                session.origin().address(),
                session.origin().userAgent(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt()));
    }

    @Override
    public Optional<Session> findLive(SecretHash token, Instant now, Instant idleSince) {
        return system.withoutTransaction(select(SELECT + "token_sha256 = ?", now, idleSince, token.hex())).stream()
                .findFirst();
    }

    @Override
    public void seen(SessionId id, Instant now) {
        system.withoutTransaction(update("update user_session set last_seen_at = ? where id = ?", now, id.value()));
    }

    @Override
    public List<Session> ofUser(UserId user, Instant now, Instant idleSince) {
        return database.inNewTransaction(
                select(SELECT + "user_id = ? order by created_at, id", now, idleSince, user.value()));
    }

    @Override
    public boolean end(UserId user, SessionId id) {
        return change("delete from user_session where user_id = ? and id = ?", user.value(), id.value()) == 1;
    }

    @Override
    public void endOthers(UserId user, SessionId kept) {
        change("delete from user_session where user_id = ? and id <> ?", user.value(), kept.value());
    }

    @Override
    public void endAll(UserId user) {
        change("delete from user_session where user_id = ?", user.value());
    }

    @Override
    public void deleteDead(Instant now, Instant idleSince) {
        system.inNewTransaction(
                update("delete from user_session where expires_at <= ? or last_seen_at <= ?", now, idleSince));
    }

    /** Of the current organization, or in the system's transaction. */
    private int change(String sql, Object... values) {
        Database.Work<Integer> work = update(sql, values);
        return QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE
                ? database.inCurrentTransaction(work)
                : database.inNewTransaction(work);
    }

    private static Database.Work<Integer> update(String sql, Object... values) {
        return connection -> {
            try (var change = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    change.setObject(i + 1, column(values[i]));
                }
                return change.executeUpdate();
            }
        };
    }

    private static Database.Work<List<Session>> select(String sql, Object... values) {
        return connection -> {
            try (var select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, column(values[i]));
                }
                try (var rows = select.executeQuery()) {
                    var sessions = new ArrayList<Session>();
                    while (rows.next()) {
                        sessions.add(session(rows));
                    }
                    return sessions;
                }
            }
        };
    }

    private static Object column(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new UserId(row.getString("user_id")),
                new Origin(row.getString("address"), row.getString("user_agent")),
                instant(row, "created_at"),
                instant(row, "last_seen_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
