package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A CloudEvent 1.0 from HTTP to Kafka, by the protocol bindings of both: structured stays so, binary too. */
final class CloudEvent {
    static final String STRUCTURED = "application/cloudevents+json";
    private static final String PREFIX = "ce-";
    private static final String KAFKA_PREFIX = "ce_";
    private static final String KEY = "partitionkey";
    private static final List<String> NEEDED = List.of("specversion", "id", "source", "type");

    private CloudEvent() {}

    static boolean isBinary(MultiMap headers) {
        return headers.contains(PREFIX + "specversion");
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
        for (String attribute : NEEDED) {
            if (!event.path(attribute).isTextual()) {
                throw missing(attribute);
            }
        }
        var headers = new RecordHeaders();
        headers.add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        return new OutgoingRecord(
                null, headers, key(event.path(KEY).asText(null)), Payload.of(DataType.JSON, body), null);
    }

    static OutgoingRecord binary(MultiMap http, byte[] body) {
        for (String attribute : NEEDED) {
            if (!http.contains(PREFIX + attribute)) {
                throw missing(attribute);
            }
        }
        var headers = new RecordHeaders();
        for (Map.Entry<String, String> header : http) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                headers.add(
                        KAFKA_PREFIX + name.substring(PREFIX.length()),
                        header.getValue().getBytes(UTF_8));
            }
        }
        String type = http.get("Content-Type");
        if (type != null) {
            headers.add("content-type", type.getBytes(UTF_8));
        }
        return new OutgoingRecord(
                null,
                headers,
                key(http.get(PREFIX + KEY)),
                body.length == 0 ? null : Payload.of(DataType.BINARY, body),
                null);
    }

    private static @Nullable Payload key(@Nullable String text) {
        return text == null ? null : Payload.of(DataType.STRING, text.getBytes(UTF_8));
    }

    private static RuntimeException missing(String attribute) {
        return new Problem.Malformed("The CloudEvent has no attribute " + attribute + ".").asException();
    }
}
