package dev.weir.controlplane.platform;

import java.sql.SQLException;

/** Postgres is away, or refused a statement. */
public final class DatabaseFailure extends RuntimeException {
    private final boolean unreachable;

    DatabaseFailure(SQLException cause) {
        super(cause);
        unreachable = isUnreachable(cause);
    }

    /** Whether Postgres can't be asked now, wherever in the exception that is said. */
    public static boolean isUnreachable(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if ((cause instanceof DatabaseFailure failure && failure.unreachable)
                    || (cause instanceof SQLException refusal && isUnreachable(refusal))) {
                return true;
            }
        }
        return false;
    }

    /** Whether Postgres was sent a NUL character, which no text of its has: so nothing is called that. */
    public static boolean isAboutNul(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && "22021".equals(refusal.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Without a state: the pool had no connection. 08: it broke. 57: Postgres starts or stops. */
    private static boolean isUnreachable(SQLException refusal) {
        String state = refusal.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57");
    }
}
