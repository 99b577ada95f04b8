package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
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
        try {
            Instant instant = sent.isIntegralNumber() && sent.canConvertToLong()
                    ? Instant.ofEpochMilli(sent.longValue())
                    : OffsetDateTime.parse(sent.asText()).toInstant();
            if (instant.toEpochMilli() >= 0) {
                return instant.toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Said below.
        }
        throw new Problem.Malformed("timestamp must be a date such as 2026-01-31T12:00:00Z, not before 1970.")
                .asException();
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
