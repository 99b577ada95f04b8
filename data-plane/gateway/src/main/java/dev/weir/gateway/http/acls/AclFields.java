package dev.weir.gateway.http.acls;

import dev.weir.gateway.http.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the words of Kafka's ACLs as callers write them. */
final class AclFields {
    private static final String UNKNOWN = "UNKNOWN";

    private AclFields() {}

    /** A word of one of Kafka's enums; a problem when it is missing or none of them. */
    static <E extends Enum<E>> E word(Class<E> words, String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new Problem.Malformed(field + " cannot be unspecified or UNKNOWN").asException();
        }
        String upper = value.toUpperCase(Locale.ROOT);
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(upper) && !upper.equals(UNKNOWN))
                .findFirst()
                .orElseThrow(() -> new Problem.Malformed(field + " must be one of " + names(words)).asException());
    }

    /** As {@link #word}, or another where nothing was given. */
    static <E extends Enum<E>> E word(Class<E> words, String field, @Nullable String value, E otherwise) {
        return value == null || value.isEmpty() ? otherwise : word(words, field, value);
    }

    static String text(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new Problem.Malformed(field + " is missing").asException();
        }
        return value;
    }

    static boolean isMissing(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private static <E extends Enum<E>> String names(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals(UNKNOWN))
                .collect(Collectors.joining(", "));
    }
}
