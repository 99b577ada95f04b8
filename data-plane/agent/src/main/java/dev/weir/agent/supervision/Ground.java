package dev.weir.agent.supervision;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessTable;
import java.time.Clock;

/**
 * What supervisors stand on.
 *
 * @param home where run files, holds and logs lie
 * @param processes the operating system's
 * @param clock the time
 */
public record Ground(WeirHome home, ProcessTable processes, Clock clock) {
    public static Ground of(WeirHome home) {
        return new Ground(home, ProcessTable.current(), Clock.systemUTC());
    }

    Holds holds() {
        return new Holds(home);
    }
}
