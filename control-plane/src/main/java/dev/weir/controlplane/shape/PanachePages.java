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
    // By itself the alternative in brackets makes Postgres read the list from its beginning; the bound before it is
    // where an
    // index is entered.
    private static final String BEHIND =
            " and createdAt >= :afterCreatedAt and (createdAt > :afterCreatedAt or id > :afterId)";

    private static final String UP_TO =
            " and createdAt <= :afterCreatedAt and (createdAt < :afterCreatedAt or id <= :afterId)";

    private static final Sort.Direction ASCENDING = Sort.Direction.Ascending;
    private static final Sort.Direction DESCENDING = Sort.Direction.Descending;

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
        List<T> rows =
                rows(entities, where + BEHIND, with(parameters, page.after()), ASCENDING, page.size() + 1, value);
        long total = entities.count(where, parameters);
        boolean more = rows.size() > page.size();
        List<T> shown = more ? rows.subList(0, page.size()) : rows;
        return new Page<>(
                page,
                shown,
                more ? position.apply(shown.getLast()) : null,
                total,
                page.after().equals(Position.START) ? null : before(entities, where, parameters, page, value, position),
                total > page.size() ? beforeLast(entities, where, parameters, page, total, value, position) : null);
    }

    /** Behind which row the page before begins: the rows up to this page's beginning, counted from there. */
    private static <E, T> Position before(
            PanacheRepositoryBase<E, String> entities,
            String where,
            Map<String, Object> parameters,
            PageRequest page,
            Function<E, T> value,
            Function<T, Position> position) {
        List<T> rows =
                rows(entities, where + UP_TO, with(parameters, page.after()), DESCENDING, page.size() + 1, value);
        return rows.size() > page.size() ? position.apply(rows.getLast()) : Position.START;
    }

    private static <E, T> Position beforeLast(
            PanacheRepositoryBase<E, String> entities,
            String where,
            Map<String, Object> parameters,
            PageRequest page,
            long total,
            Function<E, T> value,
            Function<T, Position> position) {
        int onLast = (int) ((total - 1) % page.size()) + 1;
        List<T> rows = rows(entities, where, parameters, DESCENDING, onLast + 1, value);
        return rows.size() > onLast ? position.apply(rows.getLast()) : Position.START;
    }

    private static <E, T> List<T> rows(
            PanacheRepositoryBase<E, String> entities,
            String where,
            Map<String, Object> parameters,
            Sort.Direction direction,
            int most,
            Function<E, T> value) {
        var sort = Sort.by("createdAt", direction).and("id", direction);
        return entities.find(where, sort, parameters).range(0, most - 1).stream()
                .map(value)
                .toList();
    }

    private static Map<String, Object> with(Map<String, Object> parameters, Position position) {
        var all = new HashMap<>(parameters);
        all.put("afterCreatedAt", position.createdAt());
        all.put("afterId", position.id());
        return all;
    }
}
