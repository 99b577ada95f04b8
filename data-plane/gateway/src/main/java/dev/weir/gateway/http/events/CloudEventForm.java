package dev.weir.gateway.http.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.data.DataFormat;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.DataView;
import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as a CloudEvent 1.0 in JSON. What is an event already, by CloudEvents' binding for Kafka, structured or binary,
 * stays the same event; any other record becomes one whose source is its topic and whose id is its partition and offset.
 *
 * @param format of what is no event yet
 */
record CloudEventForm(DataFormat format) implements EventForm {
    private static final String PREFIX = "ce_";
    private static final String TYPE = "dev.weir.record";
    private static final List<String> NEEDED = List.of("specversion", "id", "source", "type");

    @Override
    public Object event(ClusterId cluster, ConsumerRecord<byte[], byte[]> record) {
        String type = text(record.headers().lastHeader("content-type"));
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(CLOUD_EVENTS) && isEvent(record.value())) {
            return DataView.written(record.value());
        }
        return attributes(record)
                .map(event -> withData(event, type, record.value()))
                .orElseGet(() -> plain(cluster, record));
    }

    private static boolean isEvent(byte @Nullable [] value) {
        try {
            JsonNode event = value == null ? null : Json.MAPPER.readTree(value);
            return event != null
                    && NEEDED.stream()
                            .allMatch(attribute -> event.path(attribute).isTextual());
        } catch (IOException _) {
            return false;
        }
    }

    /** Those of an event in binary mode. */
    private static Optional<Map<String, Object>> attributes(ConsumerRecord<byte[], byte[]> record) {
        Map<String, Object> event = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            String value = text(header);
            if (header.key().startsWith(PREFIX) && value != null) {
                event.put(header.key().substring(PREFIX.length()), value);
            }
        }
        return event.keySet().containsAll(NEEDED) ? Optional.of(event) : Optional.empty();
    }

    private static Map<String, Object> withData(
            Map<String, Object> event, @Nullable String type, byte @Nullable [] value) {
        if (type != null) {
            event.put("datacontenttype", type);
        }
        DataView data = DataView.of(value, formatOf(type));
        if (data != null) {
            put(event, data);
        }
        return event;
    }

    private static DataFormat formatOf(@Nullable String type) {
        String name = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (name.endsWith("/json") || name.endsWith("+json")) {
            return DataFormat.JSON;
        }
        return name.startsWith("text/") ? DataFormat.STRING : DataFormat.BINARY;
    }

    private Map<String, Object> plain(ClusterId cluster, ConsumerRecord<byte[], byte[]> record) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", record.partition() + "/" + record.offset());
        event.put("source", "/clusters/" + cluster + "/topics/" + record.topic());
        event.put("type", TYPE);
        event.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
        DataView key = DataView.of(record.key(), DataFormat.STRING);
        if (key != null) {
            event.put(key.type() == DataType.STRING ? "partitionkey" : "partitionkeybase64", key.data());
        }
        DataView data = DataView.of(record.value(), format);
        if (data != null) {
            event.put("datacontenttype", contentType(data.type()));
            put(event, data);
        }
        return event;
    }

    private static String contentType(DataType type) {
        return switch (type) {
            case JSON -> "application/json";
            case STRING -> "text/plain; charset=UTF-8";
            case BINARY -> "application/octet-stream";
        };
    }

    private static void put(Map<String, Object> event, DataView data) {
        event.put(data.type() == DataType.BINARY ? "data_base64" : "data", data.data());
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
