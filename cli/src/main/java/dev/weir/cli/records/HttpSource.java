package dev.weir.cli.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.terminal.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consumes over HTTP: one stateless request after the other, partition by partition. */
public final class HttpSource implements RecordSource {
    private final KafkaRest rest;
    private final String topic;
    /** Where to go on in each partition: a query. */
    private final TreeMap<Integer, String> positions = new TreeMap<>();

    public HttpSource(KafkaRest rest, String topic, boolean fromBeginning) {
        this.rest = rest;
        this.topic = topic;
        int partitions = rest.topic(topic).path("partitions_count").asInt(1);
        for (int partition = 0; partition < partitions; partition++) {
            positions.put(partition, fromBeginning ? "offset=earliest" : "offset=latest");
        }
    }

    @Override
    public List<Consumed> poll(Duration patience) {
        var records = new ArrayList<Consumed>();
        long each = Math.max(1, patience.toMillis() / positions.size());
        for (var position : positions.entrySet()) {
            JsonNode answer = rest.consume(
                    topic,
                    position.getKey(),
                    position.getValue() + "&format=string&timeout_ms=" + (records.isEmpty() ? each : 0));
            for (JsonNode record : answer.path("data")) {
                records.add(new Consumed(
                        record.path("partition_id").asInt(position.getKey()),
                        record.path("offset").asLong(),
                        millis(record.path("timestamp").asText()),
                        text(record.path("key")),
                        text(record.path("value"))));
            }
            if (answer.has("next_offset")) {
                position.setValue("offset=" + answer.path("next_offset").asLong());
            }
        }
        return records;
    }

    @Override
    public void done(List<Consumed> records) {}

    @Override
    public void close() {}

    /** Text as it is, bytes that aren't text in base 64. */
    private static @Nullable String text(JsonNode data) {
        return data.hasNonNull("data") ? data.path("data").asText() : null;
    }

    private static long millis(String timestamp) {
        try {
            return Instant.parse(timestamp).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new Failure("the server's answer has no time but \"" + timestamp + "\"", e);
        }
    }
}
