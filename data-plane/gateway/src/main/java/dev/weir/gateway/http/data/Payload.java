package dev.weir.gateway.http.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key or value on its way to Kafka. */
public final class Payload {
    private static final int SHOWN = 40;

    private final DataType type;
    private final byte[] bytes;

    private Payload(DataType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * @param typeName the type as sent; JSON when it is missing
     * @param data the data as sent
     * @return null when there is no data, which Kafka tells from empty data
     */
    public static @Nullable Payload of(@Nullable String typeName, @Nullable JsonNode data) {
        DataType type = typeName == null ? DataType.JSON : type(typeName);
        if (data == null || data.isNull() || data.isMissingNode()) {
            return null;
        }
        return new Payload(
                type,
                switch (type) {
                    case BINARY -> binary(data);
                    case JSON -> json(data);
                    case STRING -> string(data);
                });
    }

    /** Bytes as they are. */
    public static Payload of(DataType type, byte[] bytes) {
        return new Payload(type, bytes);
    }

    /**
     * A part of a JSON text as it is, but without white space between its tokens.
     *
     * @param to behind its last byte
     */
    public static Payload json(byte[] text, int from, int to) {
        byte[] compact = new byte[to - from];
        int length = 0;
        boolean quoted = false;
        boolean ascii = true;
        for (int at = from; at < to; at++) {
            byte next = text[at];
            ascii &= next >= 0;
            if (quoted || next > ' ' || next < 0) {
                compact[length++] = next;
            }
            if (quoted && next == '\\') {
                compact[length++] = text[++at];
            } else if (next == '"') {
                quoted = !quoted;
            }
        }
        if (!ascii && !Utf8.is(compact, length)) {
            throw new Problem.Malformed("The data is no text in UTF-8.").asException();
        }
        return new Payload(DataType.JSON, length == compact.length ? compact : Arrays.copyOf(compact, length));
    }

    /**
     * Data of type BINARY or STRING.
     *
     * @param data null when it isn't text, as the JSON between {@code from} and {@code to} shows
     */
    public static Payload ofText(DataType type, @Nullable String data, byte[] json, int from, int to) {
        if (type == DataType.STRING && data != null) {
            return new Payload(type, data.getBytes(UTF_8));
        }
        if (type == DataType.BINARY && data != null) {
            return new Payload(type, base64(data));
        }
        String shown = new String(json, from, Math.min(SHOWN, to - from), UTF_8);
        throw new Problem.Malformed(
                        "data=" + shown + " is not a " + (type == DataType.STRING ? "string." : "base64 string."))
                .asException();
    }

    public static byte[] base64(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException _) {
            throw new Problem.Malformed("data=" + shorten(data) + " is not a base64 string.").asException();
        }
    }

    /** A problem for a type that isn't one. */
    public static DataType type(String name) {
        try {
            return DataType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Problem.Malformed("Unknown type \"" + shorten(name) + "\": use BINARY, JSON or STRING.")
                    .asException();
        }
    }

    private static byte[] binary(JsonNode data) {
        if (data.isTextual()) {
            try {
                return Base64.getDecoder().decode(data.textValue());
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        throw new Problem.Malformed("data=" + shorten(data.toString()) + " is not a base64 string.").asException();
    }

    private static byte[] string(JsonNode data) {
        if (!data.isTextual()) {
            throw new Problem.Malformed("data=" + shorten(data.toString()) + " is not a string.").asException();
        }
        return data.textValue().getBytes(UTF_8);
    }

    private static byte[] json(JsonNode data) {
        try {
            return Json.MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw Json.malformed(e).asException();
        }
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    public DataType type() {
        return type;
    }

    public byte[] bytes() {
        return bytes;
    }
}
