package dev.weir.gateway.http.data;

import dev.weir.gateway.http.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a reader wants keys and values. */
public enum DataFormat {
    /** JSON where it is an object or array, else text where it is UTF-8, else base 64. */
    AUTO,
    BINARY,
    JSON,
    STRING;

    /** As it is called in a query; AUTO when it isn't. */
    public static DataFormat of(@Nullable String name) {
        try {
            return name == null ? AUTO : valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Problem.Malformed("format must be auto, binary, json or string.").asException();
        }
    }
}
