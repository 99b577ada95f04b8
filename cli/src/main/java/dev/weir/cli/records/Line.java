package dev.weir.cli.records;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line of text.
 *
 * @param key null when the line has none
 * @param value the record's value
 */
public record Line(@Nullable String key, String value) {
    /**
     * Empty if the separator is missing.
     *
     * @param separator between key and value; null when lines have no keys
     */
    public static Optional<Line> parse(String text, @Nullable String separator) {
        if (separator == null) {
            return Optional.of(new Line(null, text));
        }
        int at = text.indexOf(separator);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Line(text.substring(0, at), text.substring(at + separator.length())));
    }
}
