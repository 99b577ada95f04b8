package dev.weir.controlplane.shape;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param request what it answers
 * @param next behind which row the next page begins; null when this is the last
 * @param total how many rows the whole list has
 * @param prev behind which row the page before begins; null when this is the first
 * @param last behind which row the last page begins; null when all rows are on this one
 */
public record Page<T>(
        PageRequest request,
        List<T> items,
        @Nullable Position next,
        long total,
        @Nullable Position prev,
        @Nullable Position last) {
    public Page {
        items = List.copyOf(items);
    }

    /** The only page of its list. */
    public Page(PageRequest request, List<T> items, @Nullable Position next, long total) {
        this(request, items, next, total, null, null);
    }

    /** A list in which the caller may see nothing. */
    public static <T> Page<T> empty(PageRequest request) {
        return new Page<>(request, List.of(), null, 0);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(request, items.stream().map(view).toList(), next, total, prev, last);
    }
}
