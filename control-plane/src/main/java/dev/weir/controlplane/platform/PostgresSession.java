package dev.weir.controlplane.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** A Postgres connection outside the pool, kept open: it may wait for notifications and hold locks of a session. */
public final class PostgresSession implements AutoCloseable {
    private final Connection connection;
    private final PGConnection notifications;
    private boolean endsWhenIdle;

    PostgresSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifications = connection.unwrap(PGConnection.class);
    }

    /** In auto-commit mode. */
    public Connection connection() {
        return connection;
    }

    /**
     * Takes the lock if nobody has it. It is held until this session ends, for whatever reason; one that says nothing
     * for ten seconds is ended by Postgres, so that a process which is stopped or cut off doesn't keep it.
     */
    public boolean tryLock(long key) throws SQLException {
        if (!endsWhenIdle) {
            try (var statement = connection.createStatement()) {
                statement.execute("set idle_session_timeout = '10s'");
            }
            endsWhenIdle = true;
        }
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    public void listen(String channel) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + statement.enquoteIdentifier(channel, true));
        }
    }

    /** Returns at the first notification, or when the time is over. */
    public void awaitNotification(Duration atMost) throws SQLException {
        // Zero would mean for ever.
        notifications.getNotifications(Math.max(1, Math.toIntExact(atMost.toMillis())));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
