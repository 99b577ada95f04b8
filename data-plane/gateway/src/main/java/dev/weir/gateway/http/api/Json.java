package dev.weir.gateway.http.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads and writes bodies. Numbers keep every digit; unknown fields are refused, since a typo must not lose a value, and so
 * are nulls in lists.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private Json() {}

    /** As {@link #read}, or another where there is no body. */
    public static <T> T readOr(InputStream body, Class<T> type, T otherwise) {
        try {
            return read(body, type);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.EmptyBody) {
                return otherwise;
            }
            throw e;
        }
    }

    /** Exactly one object. */
    public static <T> T read(InputStream body, Class<T> type) {
        ObjectReader reader = MAPPER.readerFor(type);
        try {
            T value = reader.readValue(body);
            if (value == null) {
                throw new Problem.EmptyBody("The body is null; an object is needed.").asException();
            }
            return value;
        } catch (InvalidNullException e) {
            throw new Problem.Invalid("\"" + e.getPropertyName() + "\" holds a null.").asException();
        } catch (MismatchedInputException e) {
            throw (e.getOriginalMessage().startsWith("No content")
                            ? new Problem.EmptyBody("The body is empty; a JSON object is needed.")
                            : malformed(e))
                    .asException();
        } catch (JsonProcessingException e) {
            throw malformed(e).asException();
        } catch (IOException e) {
            throw new Problem.Malformed("The body could not be read to its end.").asException();
        }
    }

    /** Says where and what, without names of classes. */
    public static Problem malformed(JsonProcessingException failure) {
        String what = failure instanceof UnrecognizedPropertyException unknown
                ? "unknown field \"" + unknown.getPropertyName() + "\""
                : failure.getOriginalMessage()
                        .replaceAll("`[^`]*?(\\w+(<.*?>)?(\\[])?)`", "$1")
                        .replaceAll("(?:[a-z_]\\w*\\.)+(?=[A-Z])(?:\\w+\\$)*", "");
        String where = failure.getLocation() == null
                ? ""
                : " (line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ")";
        return new Problem.Malformed("Bad JSON: " + what + where);
    }
}
