package dev.weir.agent.process;

import java.io.IOException;

/** The signals that stop our programs. */
public enum Signal {
    /** Stops a JVM in order. */
    TERM,
    /** Postgres' fast shutdown: it doesn't wait for clients. */
    INT,
    /** Leaves no choice. */
    KILL;

    /** Does nothing when the process has ended. */
    public void send(long pid) {
        switch (this) {
            case TERM -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            case KILL -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            case INT -> byShell(pid);
        }
    }

    // Java has no other signals, and not every system has a kill that isn't the shell's.
    private void byShell(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("can't send a signal: there is no sh", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
