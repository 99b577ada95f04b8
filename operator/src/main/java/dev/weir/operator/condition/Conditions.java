package dev.weir.operator.condition;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the conditions of a status; what hasn't changed keeps the time at which it last did. */
public final class Conditions {
    private final List<Condition> before;
    private final long generation;
    private final Clock clock;
    private final List<Condition> now = new ArrayList<>();

    public Conditions(@Nullable List<Condition> before, long generation, Clock clock) {
        this.before = before == null ? List.of() : before;
        this.generation = generation;
        this.clock = clock;
    }

    /**
     * Adds one.
     *
     * @param reason one word, as Kubernetes wants it
     * @param message a sentence, may be empty
     */
    public Conditions add(String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        now.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since(type, status))
                .build());
        return this;
    }

    /** Leaves one as it was, if it was. */
    public Conditions keep(String type) {
        before.stream().filter(condition -> condition.getType().equals(type)).forEach(now::add);
        return this;
    }

    /** Leaves all as they were that weren't added. */
    public Conditions keepOthers() {
        before.stream()
                .filter(old -> now.stream().noneMatch(each -> each.getType().equals(old.getType())))
                .toList()
                .forEach(now::add);
        return this;
    }

    public List<Condition> all() {
        return List.copyOf(now);
    }

    private String since(String type, String status) {
        return before.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
