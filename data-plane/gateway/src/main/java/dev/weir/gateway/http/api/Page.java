package dev.weir.gateway.http.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of resources. Kafka REST answers all of it at once. */
public record Page<T>(String kind, PageMetadata metadata, List<T> data) {
    public Page {
        data = List.copyOf(data);
    }

    public static <T> Page<T> of(String kind, String self, List<T> data) {
        return new Page<>(kind, new PageMetadata(self, null), data);
    }

    public static <S, T> Page<T> of(String kind, String self, List<S> found, Function<S, T> view) {
        return of(kind, self, found.stream().map(view).toList());
    }

    /** There is never a next page. */
    public record PageMetadata(String self, @Nullable String next) {}
}
