package dev.weir.cli.records;

import dev.weir.cli.api.KafkaRest;
import java.util.List;

/** Produces over HTTP, as many records in a request as were typed or piped by then. */
final class HttpSink implements RecordSink {
    private final KafkaRest rest;
    private final String topic;
    private final Acknowledged acknowledged = new Acknowledged();

    HttpSink(KafkaRest rest, String topic) {
        this.rest = rest;
        this.topic = topic;
    }

    @Override
    public void send(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        rest.produce(
                        topic,
                        lines.stream()
                                .map(line -> KafkaRest.record(line.key(), line.value()))
                                .toList())
                .forEach(report -> acknowledged.add(
                        report.path("partition_id").asInt(),
                        report.path("offset").asLong()));
    }

    @Override
    public Acknowledged finish() {
        return acknowledged;
    }

    @Override
    public void close() {}
}
