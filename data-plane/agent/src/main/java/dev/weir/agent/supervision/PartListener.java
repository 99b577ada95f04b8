package dev.weir.agent.supervision;

/** Hears what becomes of a part, on its supervisor's thread: be quick. */
@FunctionalInterface
public interface PartListener {
    PartListener NONE = (part, before, now) -> {};

    void changed(Part part, PartState before, PartState now);

    default PartListener and(PartListener other) {
        return (part, before, now) -> {
            changed(part, before, now);
            other.changed(part, before, now);
        };
    }
}
