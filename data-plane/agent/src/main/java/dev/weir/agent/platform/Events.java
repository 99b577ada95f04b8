package dev.weir.agent.platform;

import dev.weir.agent.console.Console;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartListener;
import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.PartState.Down;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Starting;
import dev.weir.agent.supervision.PartState.Waiting;
import java.time.Duration;

/** Tells people of what they didn't ask for: a part that dies, comes back, doesn't answer. */
final class Events implements PartListener {
    private final Console console;

    Events(Console console) {
        this.console = console;
    }

    @Override
    public void changed(Part part, PartState before, PartState now) {
        String name = part.name();
        switch (now) {
            case Waiting waiting -> {
                Duration delay = Duration.between(waiting.since(), waiting.until());
                console.line(name + " " + waiting.exit().reason() + "; it is started again"
                        + (delay.isZero() ? "" : " in " + delay.toMillis() + " ms"));
            }
            case Running running
            when before instanceof Starting starting && starting.failures() > 0 ->
                console.line(name + " serves again, pid " + running.running().pid());
            case Running running
            when before instanceof Running was && was.healthy() != running.healthy() ->
                console.line(name + (running.healthy() ? " is healthy again" : " isn't healthy"));
            case Held held -> console.line(name + " is stopped until: weir start " + name);
            case Running running -> {}
            case Starting starting -> {}
            case Down down -> {}
        }
    }
}
