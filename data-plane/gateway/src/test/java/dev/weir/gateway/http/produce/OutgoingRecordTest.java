package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.tenants.id.ClusterId;
import java.io.ByteArrayInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingRecordTest {
    private static OutgoingRecord record(String json) {
        return OutgoingRecord.of(Json.read(new ByteArrayInputStream(json.getBytes(UTF_8)), ProduceRequest.class));
    }

    @Test
    void allThatIsSentReachesKafka() {
        ProducerRecord<byte[], byte[]> record = record("""
                        {"partition_id":2,"headers":[{"name":"h","value":"aGk="},{"name":"h","value":null}],
                         "key":{"type":"STRING","data":"k"},"value":{"type":"BINARY","data":"AQI="},
                         "timestamp":"2021-02-05T20:14:42.5+01:00"}""").to("t");
        assertThat(record.topic()).isEqualTo("t");
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(record.value()).containsExactly(1, 2);
        assertThat(record.timestamp()).isEqualTo(1612552482500L);
        assertThat(record.headers()).hasSize(2);
        assertThat(record.headers().toArray()[0].value()).isEqualTo("hi".getBytes(UTF_8));
        assertThat(record.headers().toArray()[1].value()).isNull();
    }

    @Test
    void everythingMayBeLeftOut() {
        ProducerRecord<byte[], byte[]> record = record("{}").to("t");
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp\":\"yesterday\"}",
                "{\"timestamp\":-5}",
                "{\"timestamp\":1.5}",
                "{\"timestamp\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"headers\":[{\"value\":\"aGk=\"}]}",
                "{\"headers\":[{\"name\":\"h\",\"value\":\"%\"}]}",
                "{\"partition_id\":1.5}",
                "{\"partition_id\":\"one\"}",
                "{\"value\":\"bare\"}",
                "{\"valeu\":{}}"
            })
    void whatIsNoRecordIsRefused(String json) {
        assertThatThrownBy(() -> record(json)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theReportHasTheFieldsOfKafkaRest() throws Exception {
        OutgoingRecord record = record("{\"value\":{\"type\":\"JSON\",\"data\":{\"a\":1}}}");
        var where = new RecordMetadata(new TopicPartition("t", 3), 7, 0, 1612552482000L, -1, 7);
        Report report = Report.Written.of(new ClusterId("lkc-1"), where, null, Report.Part.of(record.value()));
        assertThat(Json.MAPPER.writeValueAsString(report))
                .isEqualTo("{\"error_code\":200,\"cluster_id\":\"lkc-1\",\"topic_name\":\"t\",\"partition_id\":3,"
                        + "\"offset\":7,\"timestamp\":\"2021-02-05T19:14:42Z\","
                        + "\"value\":{\"type\":\"JSON\",\"size\":7}}");
    }
}
