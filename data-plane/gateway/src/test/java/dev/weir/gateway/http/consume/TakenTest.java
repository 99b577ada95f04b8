package dev.weir.gateway.http.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TakenTest {
    private static final int SIZE = 10;

    private static List<ConsumerRecord<byte[], byte[]>> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>(
                        "t",
                        0,
                        offset,
                        0L,
                        TimestampType.CREATE_TIME,
                        -1,
                        SIZE,
                        (byte[]) null,
                        new byte[SIZE],
                        new RecordHeaders(),
                        java.util.Optional.<Integer>empty()))
                .toList();
    }

    @Test
    void noMoreThanTheBytesThatWereAskedFor() {
        var taken = new Taken(0, 25);
        taken.take(records(0, 5));
        assertThat(taken.records()).hasSize(2);
        assertThat(taken.nextOffset()).isEqualTo(2);
        assertThat(taken.isFull()).isTrue();
    }

    @Test
    void aFirstRecordThatIsLargerComesAlone() {
        var taken = new Taken(0, 1);
        taken.take(records(0, 5));
        assertThat(taken.records()).hasSize(1);
        assertThat(taken.isFull()).isTrue();
    }

    @Test
    void whatLiesBeforeTheStartIsLeftOut() {
        var taken = new Taken(3, 1000);
        taken.take(records(0, 5));
        assertThat(taken.records()).extracting(ConsumerRecord::offset).containsExactly(3L, 4L);
        assertThat(taken.nextOffset()).isEqualTo(5);
    }

    @Test
    void markersOfTransactionsArePassedOver() {
        var taken = new Taken(0, 1000);
        taken.take(records(0, 2));
        taken.passed(3);
        assertThat(taken.nextOffset()).isEqualTo(3);
        taken.passed(1);
        assertThat(taken.nextOffset()).isEqualTo(3);
    }
}
