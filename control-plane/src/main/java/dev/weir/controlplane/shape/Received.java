package dev.weir.controlplane.shape;

import dev.weir.controlplane.problem.Problem.MalformedRequest;
import dev.weir.controlplane.problem.Problem.NotFound;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** First checks of what clients send. */
public final class Received {
    private Received() {}

    /** A body that has to be there. */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new MalformedRequest("A JSON object is expected in the body.").toException();
        }
        return body;
    }

    /** An id from a path: one that can't be is answered like one that isn't there. */
    public static <T> T id(String what, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw NotFound.of(what, text).toException();
        }
    }

    /** An id from a body, of which the answer tells where it stood. */
    public static <T> T reference(String what, String text, String pointer, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound(what, text, pointer).toException();
        }
    }
}
