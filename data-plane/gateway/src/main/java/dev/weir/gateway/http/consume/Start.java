package dev.weir.gateway.http.consume;

import dev.weir.gateway.http.problem.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From where somebody wants to read. */
public sealed interface Start {
    Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    record Earliest() implements Start {}

    record Latest() implements Start {}

    record Offset(long offset) implements Start {}

    /** The first record that isn't older, in milliseconds since 1970. */
    record Timestamp(long millis) implements Start {}

    static Start of(@Nullable String offset, @Nullable String timestamp) {
        if (offset != null && timestamp != null) {
            throw new Problem.Invalid("offset and timestamp exclude each other.").asException();
        }
        if (timestamp != null) {
            return new Timestamp(millis(timestamp));
        }
        return switch (offset == null ? "earliest" : offset) {
            case "earliest" -> new Earliest();
            case "latest" -> new Latest();
            case String number when NUMBER.matcher(number).matches() -> new Offset(Long.parseLong(number));
            case String _ -> throw new Problem.Malformed("offset must be a number, earliest or latest.").asException();
        };
    }

    private static long millis(String timestamp) {
        if (NUMBER.matcher(timestamp).matches()) {
            return Math.max(0, Long.parseLong(timestamp));
        }
        try {
            return Math.max(0, OffsetDateTime.parse(timestamp).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            throw new Problem.Malformed(
                            "timestamp must be milliseconds since 1970, or a date such as 2026-01-31T12:00:00Z.")
                    .asException();
        }
    }
}
