package dev.weir.cli.context;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All accounts that the CLI knows.
 *
 * @param current name of the one in use
 * @param contexts oldest first
 */
public record Contexts(@Nullable String current, List<Context> contexts) {
    public static final Contexts NONE = new Contexts(null, List.of());

    public Contexts {
        contexts = List.copyOf(contexts);
    }

    public Optional<Context> find(@Nullable String name) {
        return contexts.stream().filter(context -> context.name().equals(name)).findFirst();
    }

    public Optional<Context> inUse() {
        return find(current);
    }

    /** Adds or replaces the context of that name and makes it the current one. */
    public Contexts using(Context context) {
        return new Contexts(context.name(), replaced(context));
    }

    /** Adds or replaces the context of that name. */
    public Contexts with(Context context) {
        return new Contexts(current, replaced(context));
    }

    public Contexts without(String name) {
        return new Contexts(
                name.equals(current) ? null : current,
                contexts.stream().filter(c -> !c.name().equals(name)).toList());
    }

    private List<Context> replaced(Context context) {
        return Stream.concat(contexts.stream().filter(c -> !c.name().equals(context.name())), Stream.of(context))
                .toList();
    }
}
