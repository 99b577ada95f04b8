package dev.weir.controlplane.shape;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a page of entities that have {@code createdAt} and {@code id}. Rows are found behind a position instead of
 * counted off, so nothing is seen twice or missed while rows come and go.
 */
public final class PanachePages {
    private static final String BEHIND =
            " and (createdAt > :afterCreatedAt or (createdAt = :afterCreatedAt and id > :afterId))";

    private PanachePages() {}

    /**
     * @param where a condition over the entity, which names its organization
     * @param position of a row in the list
     */
    public static <E, T> Page<T> read(
            PanacheRepositoryBase<E, String> entities,
            String where,
            Map<String, Object> parameters,
            PageRequest page,
            Function<E, T> value,
            Function<T, Position> position) {
        var all = new HashMap<>(parameters);
        all.put("afterCreatedAt", page.after().createdAt());
        all.put("afterId", page.after().id());
        List<T> rows = entities.find(where + BEHIND, Sort.by("createdAt").and("id"), all).range(0, page.size()).stream()
                .map(value)
                .toList();
        long total = entities.count(where, parameters);
        if (rows.size() <= page.size()) {
            return new Page<>(page, rows, null, total);
        }
        List<T> shown = rows.subList(0, page.size());
        return new Page<>(page, shown, position.apply(shown.getLast()), total);
    }
}
