package dev.weir.gateway.state;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The newest record of each id. One thread writes a table, any thread reads it. */
final class VersionedTable<V extends Record> {
    private final Map<String, V> byId = new ConcurrentHashMap<>();
    private final Function<V, String> id;
    private final Comparator<V> age;

    VersionedTable(Function<V, String> id, Comparator<V> age) {
        this.id = id;
        this.age = age;
    }

    @Nullable
    V get(String key) {
        return byId.get(key);
    }

    Map<String, V> all() {
        return byId;
    }

    /** What putting a record came to: it was put unless it was older than what was there. */
    record Outcome<V>(boolean changed, @Nullable V before) {}

    Outcome<V> put(V record) {
        V before = byId.get(id.apply(record));
        if (before != null && (age.compare(record, before) < 0 || record.equals(before))) {
            return new Outcome<>(false, before);
        }
        byId.put(id.apply(record), record);
        return new Outcome<>(true, before);
    }
}
