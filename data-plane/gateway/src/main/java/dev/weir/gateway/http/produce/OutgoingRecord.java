package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record, checked and in bytes. */
record OutgoingRecord(
        @Nullable Integer partition,
        RecordHeaders headers,
        @Nullable Payload key,
        @Nullable Payload value,
        @Nullable Long timestamp) {

    static OutgoingRecord of(ProduceRequest request) {
        return new OutgoingRecord(
                request.partitionId(),
                headers(request.headers() == null ? List.of() : request.headers()),
                ProduceRequest.Data.payload(request.key()),
                ProduceRequest.Data.payload(request.value()),
                timestamp(request.timestamp()));
    }

    private static RecordHeaders headers(List<ProduceRequest.Header> sent) {
        var headers = new RecordHeaders();
        for (ProduceRequest.Header header : sent) {
            if (header.name() == null) {
                throw new Problem.Malformed("A header has no name.").asException();
            }
            Payload value = Payload.of(DataType.BINARY.name(), header.value());
            headers.add(header.name(), value == null ? null : value.bytes());
        }
        return headers;
    }

    private static @Nullable Long timestamp(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return null;
        }
        return sent.isIntegralNumber() && sent.canConvertToLong()
                ? timestamp(sent.longValue())
                : timestamp(sent.asText());
    }

    /** Milliseconds since 1970. */
    static long timestamp(long millis) {
        if (millis < 0) {
            throw noTimestamp();
        }
        return millis;
    }

    static long timestamp(String date) {
        try {
            return timestamp(OffsetDateTime.parse(date).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            throw noTimestamp();
        }
    }

    static ProblemException noTimestamp() {
        return new Problem.Malformed("timestamp must be a date such as 2026-01-31T12:00:00Z, not before 1970.")
                .asException();
    }

    /** A problem when it can't be written there. May ask the cluster: blocks. */
    void check(Upstream upstream, String topic) {
        if (partition != null) {
            upstream.requirePartition(topic, partition);
        }
        if (size() > upstream.messageBytes()) {
            throw new Problem.TooLarge("The record has " + size() + " bytes; this cluster takes up to "
                            + upstream.messageBytes() + ".")
                    .asException();
        }
    }

    ProducerRecord<byte[], byte[]> to(String topic) {
        return new ProducerRecord<>(topic, partition, timestamp, bytes(key), bytes(value), headers);
    }

    /** Roughly what it takes in a batch; the broker has the last word. */
    long size() {
        long size = length(key) + length(value);
        for (var header : headers) {
            size += header.key().getBytes(UTF_8).length + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static long length(@Nullable Payload payload) {
        return payload == null ? 0 : payload.bytes().length;
    }

    private static byte @Nullable [] bytes(@Nullable Payload payload) {
        return payload == null ? null : payload.bytes();
    }
}
