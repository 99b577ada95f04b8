package dev.weir.gateway.state;

/** Hears of changes on the thread that reads the platform topics, so it must be quick. */
@FunctionalInterface
public interface StateListener {
    void changed(StateChange change);
}
