package dev.weir.agent.supervision;

import dev.weir.agent.probe.Probe;
import dev.weir.agent.process.ProcessIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process of a part, from its start or adoption to its end.
 *
 * @param process who it is
 * @param child the same as Java knows it, or null when a former agent started it
 * @param readiness tells when it begins to serve
 * @param health tells whether it serves
 */
record Life(ProcessIdentity process, @Nullable Process child, Probe readiness, Probe health) {

    boolean isAlive(Ground ground) {
        return child != null ? child.isAlive() : ground.processes().isAlive(process);
    }

    Exit exit(Instant at) {
        return child != null ? Exit.withCode(at, child.exitValue()) : Exit.unknown(at);
    }

    void onExit(Runnable wake) {
        if (child != null) {
            var _ = child.onExit().thenRun(wake);
        }
    }
}
