package dev.weir.gateway.http.consume;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weir.gateway.http.data.DataFormat;
import dev.weir.gateway.http.data.DataView;
import dev.weir.tenants.id.ClusterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record as it is read. What went in as headers, key, value and timestamp comes out in the same form. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonSerialize(using = RecordViewSerializer.class)
public record RecordView(
        String clusterId,
        String topicName,
        int partitionId,
        long offset,
        String timestamp,
        List<HeaderView> headers,
        @Nullable DataView key,
        @Nullable DataView value) {

    /** A header; its value is base 64, or null. */
    public record HeaderView(String name, @Nullable String value) {
        static HeaderView of(Header header) {
            return new HeaderView(
                    header.key(),
                    header.value() == null ? null : Base64.getEncoder().encodeToString(header.value()));
        }
    }

    public static RecordView of(ClusterId cluster, ConsumerRecord<byte[], byte[]> record, DataFormat format) {
        return new RecordView(
                cluster.value(),
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()).toString(),
                headers(record.headers()),
                DataView.of(record.key(), format),
                DataView.of(record.value(), format));
    }

    private static List<HeaderView> headers(Headers headers) {
        List<HeaderView> views = new ArrayList<>();
        for (Header header : headers) {
            views.add(HeaderView.of(header));
        }
        return views;
    }
}
