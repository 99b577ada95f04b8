package dev.weir.controlplane.shape;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param request what it answers
 * @param next where the next page begins; null when this is the last
 * @param total how many rows the whole list has
 */
public record Page<T>(
        PageRequest request, List<T> items, @Nullable Position next, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** A list in which the caller may see nothing. */
    public static <T> Page<T> empty(PageRequest request) {
        return new Page<>(request, List.of(), null, 0);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(request, items.stream().map(view).toList(), next, total);
    }
}
