package dev.weir.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final long MILLI = 1_000_000;

    @Test
    void medianAndQuartilesLieBetweenTheNearestValues() {
        Sample sample = Sample.ofNanos(List.of(40 * MILLI, 10 * MILLI, 20 * MILLI, 30 * MILLI));
        assertThat(sample.median()).isCloseTo(25, within(1e-9));
        assertThat(sample.quantile(0.25)).isCloseTo(17.5, within(1e-9));
        assertThat(sample.least()).isEqualTo(10);
        assertThat(sample.most()).isEqualTo(40);
    }

    @Test
    void oneValueIsAllItsQuantiles() {
        Sample sample = Sample.ofNanos(List.of(7 * MILLI));
        assertThat(sample.median()).isEqualTo(7);
        assertThat(sample.quantile(0.75)).isEqualTo(7);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatThrownBy(() -> Sample.ofNanos(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTableSaysTheSameToPeopleAndPrograms() {
        var table = new SampleTable();
        table.add("raw", "raw broker", Sample.ofNanos(List.of(1_000 * MILLI, 1_234 * MILLI, 2_000 * MILLI)));
        assertThat(table.text().lines()).anyMatch(line -> line.matches("raw broker +3 +1,234 +1,000 .*2,000"));
        assertThat(table.json().at("/raw/median").asDouble()).isEqualTo(1234);
        assertThat(table.json().at("/raw/runs").asInt()).isEqualTo(3);
    }
}
