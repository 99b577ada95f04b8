package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a consumer.
 *
 * @param format of keys and values
 * @param reset where to begin in partitions for which nothing is committed
 * @param autoCommit whether what was handed out is committed when the consumer is used again
 * @param minBytes for which a poll waits
 * @param timeout for which it waits at most; null when the gateway's default holds
 */
record InstanceSettings(
        Format format,
        String reset,
        boolean autoCommit,
        int minBytes,
        @Nullable Duration timeout) {
    private static final String FORMAT = "format";
    private static final String RESET = "auto.offset.reset";
    private static final String AUTO_COMMIT = "auto.commit.enable";
    private static final String MIN_BYTES = "fetch.min.bytes";
    private static final String TIMEOUT = "consumer.request.timeout.ms";
    private static final int INVALID = 42204;
    private static final List<String> RESETS = List.of("earliest", "latest", "none");

    /** How keys and values stand in JSON. */
    enum Format {
        BINARY,
        JSON
    }

    static InstanceSettings of(Map<String, String> sent) {
        return new InstanceSettings(
                format(sent.getOrDefault(FORMAT, "binary")),
                reset(sent.getOrDefault(RESET, "latest")),
                flag(sent.getOrDefault(AUTO_COMMIT, "true")),
                number(MIN_BYTES, sent.getOrDefault(MIN_BYTES, "-1")),
                sent.containsKey(TIMEOUT) ? Duration.ofMillis(Math.max(1, number(TIMEOUT, sent.get(TIMEOUT)))) : null);
    }

    /** As the platform topic keeps them. */
    Map<String, String> toMap() {
        Map<String, String> settings = new HashMap<>(Map.of(
                FORMAT, format.name().toLowerCase(Locale.ROOT),
                RESET, reset,
                AUTO_COMMIT, Boolean.toString(autoCommit),
                MIN_BYTES, Integer.toString(minBytes)));
        if (timeout != null) {
            settings.put(TIMEOUT, Long.toString(timeout.toMillis()));
        }
        return settings;
    }

    private static Format format(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "binary" -> Format.BINARY;
            case "json" -> Format.JSON;
            default -> throw invalid(FORMAT, "binary or json");
        };
    }

    private static String reset(String name) {
        if (!RESETS.contains(name)) {
            throw invalid(RESET, "earliest, latest or none");
        }
        return name;
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(AUTO_COMMIT, "true or false");
        };
    }

    private static int number(String name, @Nullable String text) {
        try {
            return Integer.parseInt(String.valueOf(text));
        } catch (NumberFormatException _) {
            throw invalid(name, "a number");
        }
    }

    static RuntimeException invalid(String name, String allowed) {
        return new Problem.OfConsumers(INVALID, "Invalid consumer configuration: " + name + " must be " + allowed + ".")
                .asException();
    }
}
