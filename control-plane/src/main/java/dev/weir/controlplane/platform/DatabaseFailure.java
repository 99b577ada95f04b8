package dev.weir.controlplane.platform;

import java.sql.SQLException;

/** Postgres is away, or refused a statement. */
public final class DatabaseFailure extends RuntimeException {
    private final boolean unreachable;

    DatabaseFailure(SQLException cause) {
        super(cause);
        String state = cause.getSQLState();
        // Without a state: the pool had no connection. 08: it broke. 57: Postgres starts or stops.
        unreachable = state == null || state.startsWith("08") || state.startsWith("57");
    }

    public boolean unreachable() {
        return unreachable;
    }
}
