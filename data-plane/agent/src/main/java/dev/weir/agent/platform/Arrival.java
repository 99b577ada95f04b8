package dev.weir.agent.platform;

import dev.weir.agent.console.Console;
import dev.weir.agent.supervision.PartState.Down;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Starting;
import dev.weir.agent.supervision.PartState.Waiting;
import dev.weir.agent.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Waits until a part serves, and says so. */
final class Arrival {
    private static final Duration POLL = Duration.ofMillis(5);
    // As long as a supervisor waits: on a machine that is busy everything takes its time.
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 3;
    private static final int TAIL = 15;
    private static final double MILLIS = 1000.0;

    private final Console console;

    Arrival(Console console) {
        this.console = console;
    }

    void await(Supervisor supervisor, Instant begun) throws UpFailure, InterruptedException {
        String part = supervisor.part().name();
        while (true) {
            switch (supervisor.state()) {
                case Running running -> {
                    tell(supervisor, begun);
                    return;
                }
                case Held held -> {
                    console.line(String.format(Locale.ROOT, "  %-16s stays stopped, until: weir start %s", part, part));
                    return;
                }
                case Waiting waiting
                when waiting.failures() >= ATTEMPTS ->
                    throw new UpFailure(part + " " + waiting.exit().reason() + ", " + ATTEMPTS
                            + " times in a row; the end of its log:\n"
                            + tail(supervisor.part().log()));
                case Down down -> {
                    if (supervisor.isEnding()) {
                        throw new UpFailure(part + " was stopped");
                    }
                }
                case Waiting waiting -> {}
                case Starting starting -> {}
            }
            if (Duration.between(begun, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new UpFailure(part + " doesn't serve after " + PATIENCE.toMinutes()
                        + " minutes; the end of its log:\n"
                        + tail(supervisor.part().log()));
            }
            Thread.sleep(POLL);
        }
    }

    private void tell(Supervisor supervisor, Instant begun) {
        String how = supervisor.startedHere()
                ? String.format(
                        Locale.ROOT,
                        "ready after %.1f s",
                        Duration.between(begun, Instant.now()).toMillis() / MILLIS)
                : "found running";
        console.line(String.format(
                Locale.ROOT,
                "  %-16s %s (%s)",
                supervisor.part().name(),
                how,
                supervisor.part().address()));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()))
                    + "\n(the whole log: " + log + ")";
        } catch (IOException e) {
            return "(no log: " + log + ")";
        }
    }
}
