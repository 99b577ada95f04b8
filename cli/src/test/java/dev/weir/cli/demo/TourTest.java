package dev.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.records.Consumed;
import java.util.List;
import org.junit.jupiter.api.Test;

class TourTest {
    @Test
    void aKeyInTwoPartitionsIsNoticed() {
        assertThat(Tour.keysStay(List.of(record(0, "a"), record(1, "b"), record(0, "a"))))
                .isTrue();
        assertThat(Tour.keysStay(List.of(record(0, "a"), record(1, "a")))).isFalse();
    }

    @Test
    void missingEventsAreNoticed() {
        assertThat(Tour.inOrder(List.of(record(0, "user1")))).isFalse();
    }

    private static Consumed record(int partition, String key) {
        return new Consumed(partition, 0, 0, key, "v");
    }
}
