package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void helpNamesTheBenchmarks() {
        assertThat(run(0, "--help")).contains("provision");
        assertThat(run(0, "gateway", "--help")).contains("--quick", "produce_vs_relay", "added_p99_ms", "Examples");
        assertThat(run(0, "provision", "--help")).contains("--tenants", "ten_at_once_ratio", "Examples");
    }

    @Test
    void anUnknownNameIsWrongUsage() {
        assertThat(run(2, "provisoin")).contains("provision");
    }

    private static String run(int expected, String... arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        assertThat(Bench.commandLine().setOut(writer).setErr(writer).execute(arguments))
                .isEqualTo(expected);
        return text.toString();
    }
}
