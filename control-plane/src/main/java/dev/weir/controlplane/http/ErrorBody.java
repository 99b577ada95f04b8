package dev.weir.controlplane.http;

import dev.weir.controlplane.problem.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of every answer that refuses. */
record ErrorBody(List<Item> errors) {
    /**
     * @param id of the request
     * @param status the HTTP status, as clients expect it: a string
     */
    record Item(
            String id,
            String status,
            String code,
            String title,
            String detail,
            @Nullable Source source) {
        static Item of(String id, ErrorCode code, String detail, @Nullable Source source) {
            return new Item(id, Integer.toString(code.status()), code.code(), code.title(), detail, source);
        }
    }

    /** Where in the request the cause stands: in its body or its query. */
    record Source(@Nullable String pointer, @Nullable String parameter) {
        static @Nullable Source pointer(@Nullable String pointer) {
            return pointer == null ? null : new Source(pointer, null);
        }

        static Source parameter(String parameter) {
            return new Source(null, parameter);
        }
    }
}
