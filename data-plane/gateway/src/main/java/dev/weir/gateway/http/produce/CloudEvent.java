package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A CloudEvent 1.0 from HTTP to Kafka, by the protocol bindings of both: structured stays so, binary too. */
final class CloudEvent {
    static final String STRUCTURED = "application/cloudevents+json";
    private static final String PREFIX = "ce-";
    private static final String KAFKA_PREFIX = "ce_";
    private static final String VERSION = "specversion";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final String KEY = "partitionkey";
    private static final List<String> NEEDED = List.of(VERSION, "id", "source", "type");

    private CloudEvent() {}

    static boolean isBinary(MultiMap headers) {
        return headers.contains(PREFIX + VERSION);
    }

    static boolean isStructured(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
    }

    static OutgoingRecord structured(byte[] body) {
        JsonNode event;
        try {
            event = Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new Problem.Malformed("The body is no CloudEvent in JSON.").asException();
        }
        NEEDED.forEach(attribute -> require(attribute, event.path(attribute).textValue()));
        var headers = new RecordHeaders();
        headers.add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        return new OutgoingRecord(
                null, headers, key(event.path(KEY).asText(null)), Payload.of(DataType.JSON, body), null);
    }

    static OutgoingRecord binary(MultiMap http, byte[] body) {
        NEEDED.forEach(attribute -> require(attribute, decoded(http.get(PREFIX + attribute))));
        var headers = new RecordHeaders();
        for (Map.Entry<String, String> header : http) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                headers.add(
                        KAFKA_PREFIX + name.substring(PREFIX.length()),
                        Objects.requireNonNull(decoded(header.getValue())).getBytes(UTF_8));
            }
        }
        String type = http.get("Content-Type");
        if (type != null) {
            headers.add("content-type", type.getBytes(UTF_8));
        }
        return new OutgoingRecord(
                null,
                headers,
                key(decoded(http.get(PREFIX + KEY))),
                body.length == 0 ? null : Payload.of(DataType.BINARY, body),
                null);
    }

    private static @Nullable Payload key(@Nullable String text) {
        return text == null ? null : Payload.of(DataType.STRING, text.getBytes(UTF_8));
    }

    private static void require(String attribute, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new Problem.Malformed("The CloudEvent has no attribute " + attribute + ".").asException();
        }
        if (attribute.equals(VERSION) && !value.equals("1.0")) {
            throw new Problem.Malformed("CloudEvents have specversion 1.0 here, not " + value + ".").asException();
        }
    }

    /** A header's value as the HTTP binding (3.1.3.2) writes it: perhaps in quotation marks, percent-encoded once. */
    private static @Nullable String decoded(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String bare = value;
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            bare = ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1");
        }
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem.Malformed("A ce- header isn't percent-encoded as it should be: " + bare + ".")
                    .asException();
        }
    }
}
