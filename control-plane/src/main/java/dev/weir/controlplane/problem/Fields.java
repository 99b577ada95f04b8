package dev.weir.controlplane.problem;

import dev.weir.controlplane.problem.Problem.InvalidConfiguration;
import dev.weir.controlplane.problem.Problem.InvalidField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of one request's body and collects what is wrong, so that a client learns all of it at once. A check
 * that fails still returns something; {@link #done} must be called before anything is used.
 */
public final class Fields {
    private static final int NAME_LENGTH = 64;

    private final List<InvalidField> invalid = new ArrayList<>();

    /** What a thing is called: needed, not blank, short, printable. */
    public String name(String pointer, @Nullable String value) {
        String text = required(pointer, value);
        if (!text.isEmpty()) {
            printable(pointer, text, NAME_LENGTH);
        }
        return text;
    }

    /** Free text that may be left out. */
    public String text(String pointer, @Nullable String value, int longest) {
        if (value == null) {
            return "";
        }
        printable(pointer, value, longest);
        return value;
    }

    /** Something that has to be there. */
    public String required(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            reject(pointer, "is needed");
            return "";
        }
        return value;
    }

    /** One of the words that are known. */
    public <T> T oneOf(
            String pointer, @Nullable String value, List<T> known, java.util.function.Function<T, String> word) {
        for (T candidate : known) {
            if (word.apply(candidate).equals(value)) {
                return candidate;
            }
        }
        reject(pointer, "must be one of " + known.stream().map(word).toList());
        return known.getFirst();
    }

    public void reject(String pointer, String detail) {
        invalid.add(new InvalidField(pointer, detail));
    }

    /** Ends the request when anything was wrong. */
    public void done() {
        if (!invalid.isEmpty()) {
            throw new InvalidConfiguration(invalid).toException();
        }
    }

    private void printable(String pointer, String value, int longest) {
        if (value.length() > longest) {
            reject(pointer, "may have " + longest + " characters at most");
        } else if (!isPrintable(value)) {
            reject(pointer, "has control characters or broken Unicode");
        }
    }

    /** Whether a text can be stored and shown: no control characters, no half surrogate pairs. */
    public static boolean isPrintable(String value) {
        return value.codePoints()
                .noneMatch(point -> (Character.isISOControl(point) && point != '\n' && point != '\t')
                        || Character.getType(point) == Character.SURROGATE);
    }
}
