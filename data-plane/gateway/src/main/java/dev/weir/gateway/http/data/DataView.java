package dev.weir.gateway.http.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key or value as a reader sees it. Each says its type, since with AUTO it follows the bytes.
 *
 * @param type how to read the data
 * @param data a string, or JSON as it was written when the type is JSON
 */
public record DataView(DataType type, Object data) {
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Bytes that aren't of the wanted type come as BINARY, never bent into it.
     *
     * @return null for what isn't there
     */
    public static @Nullable DataView of(byte @Nullable [] bytes, DataFormat format) {
        if (bytes == null) {
            return null;
        }
        return switch (format) {
            case AUTO -> structured(bytes).or(() -> string(bytes)).orElseGet(() -> binary(bytes));
            case JSON -> json(bytes).orElseGet(() -> binary(bytes));
            case STRING -> string(bytes).orElseGet(() -> binary(bytes));
            case BINARY -> binary(bytes);
        };
    }

    /** A word or a number is JSON too, but whoever wrote it hardly meant that. */
    private static Optional<DataView> structured(byte[] bytes) {
        return startsLikeContainer(bytes) ? json(bytes) : Optional.empty();
    }

    private static boolean startsLikeContainer(byte[] bytes) {
        for (byte next : bytes) {
            if (!Character.isWhitespace(next)) {
                return next == '{' || next == '[';
            }
        }
        return false;
    }

    private static Optional<DataView> json(byte[] bytes) {
        return Utf8.is(bytes, bytes.length) && isOneValue(bytes)
                ? Optional.of(new DataView(DataType.JSON, written(bytes)))
                : Optional.empty();
    }

    /**
     * What Jackson writes as it is, but for line breaks, which JSON has between its tokens only: they become spaces.
     *
     * @param json UTF-8 that is JSON
     */
    public static Object written(byte[] json) {
        return new RawValue(new Utf8Json(inOneLine(json)));
    }

    private static byte[] inOneLine(byte[] json) {
        // Searching a text is many times as fast as looking at each byte.
        var text = new String(json, ISO_8859_1);
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? json
                : text.replace('\n', ' ').replace('\r', ' ').getBytes(ISO_8859_1);
    }

    /** Read, but not kept: what a record holds is passed on as it is, to the last digit. */
    private static boolean isOneValue(byte[] bytes) {
        try (JsonParser parser = STRICT.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException _) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }

    private static Optional<DataView> string(byte[] bytes) {
        return Utf8.is(bytes, bytes.length)
                ? Optional.of(new DataView(DataType.STRING, new String(bytes, UTF_8)))
                : Optional.empty();
    }

    private static DataView binary(byte[] bytes) {
        return new DataView(DataType.BINARY, Base64.getEncoder().encodeToString(bytes));
    }
}
