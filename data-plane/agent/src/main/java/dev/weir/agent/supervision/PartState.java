package dev.weir.agent.supervision;

import dev.weir.agent.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a part is in its life. Transitions are methods on the state that they leave.
 *
 * <pre>
 * Down ──launched──► Starting ──ready──► Running ──exited──► Waiting ──launched──► Starting
 *                       └────────exited───────────────────────▲
 * every state ──held──► Held, ──ended──► Down
 * </pre>
 *
 * {@code failures} counts the ends in a row that came before the part had run for a while.
 */
public sealed interface PartState {

    /** After so long a run an end counts as the first one again. */
    Duration SETTLED = Duration.ofMinutes(1);

    Instant since();

    default Optional<ProcessIdentity> process() {
        return Optional.empty();
    }

    /** The name for people and programs. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** Nothing runs and nothing is asked for. */
    record Down(Instant since) implements PartState {
        Starting launched(ProcessIdentity process, Instant now) {
            return new Starting(process, now, 0);
        }

        Waiting failed(Exit exit, Backoff backoff) {
            return new Waiting(exit.at(), 1, exit, exit.at().plus(backoff.delay(1)));
        }
    }

    /** A process runs but doesn't serve yet. */
    record Starting(ProcessIdentity running, Instant since, int failures) implements PartState {
        Running ready(Instant now) {
            return new Running(running, now, true, failures);
        }

        Waiting exited(Exit exit, Backoff backoff) {
            int count = failures + 1;
            return new Waiting(exit.at(), count, exit, exit.at().plus(backoff.delay(count)));
        }

        @Override
        public Optional<ProcessIdentity> process() {
            return Optional.of(running);
        }
    }

    /** A process has served; {@code healthy} is what it answered last. */
    record Running(ProcessIdentity running, Instant since, boolean healthy, int failures) implements PartState {
        Running answered(boolean now) {
            return new Running(running, since, now, failures);
        }

        Waiting exited(Exit exit, Backoff backoff) {
            boolean settled = Duration.between(since, exit.at()).compareTo(SETTLED) >= 0;
            int count = settled ? 1 : failures + 1;
            return new Waiting(exit.at(), count, exit, exit.at().plus(backoff.delay(count)));
        }

        @Override
        public Optional<ProcessIdentity> process() {
            return Optional.of(running);
        }
    }

    /** The process has ended; a new one is started at {@code until}. */
    record Waiting(Instant since, int failures, Exit exit, Instant until) implements PartState {
        Starting launched(ProcessIdentity process, Instant now) {
            return new Starting(process, now, failures);
        }

        /** As if it had never failed before. */
        Waiting afresh(Instant now) {
            return new Waiting(since, 0, exit, now);
        }

        Waiting failed(Exit again, Backoff backoff) {
            int count = failures + 1;
            return new Waiting(again.at(), count, again, again.at().plus(backoff.delay(count)));
        }
    }

    /** Somebody has stopped it on purpose; it stays so until they start it. */
    record Held(Instant since) implements PartState {
        Starting launched(ProcessIdentity process, Instant now) {
            return new Starting(process, now, 0);
        }

        Waiting failed(Exit exit, Backoff backoff) {
            return new Waiting(exit.at(), 1, exit, exit.at().plus(backoff.delay(1)));
        }
    }
}
