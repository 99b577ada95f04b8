package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryBoundsTest {
    private static final Path ARGUMENTS = Path.of("..", "agent", "src", "main", "jvm", "gateway.args");
    private static final Path DEPLOYMENT =
            Path.of("..", "..", "k8s", "manifests", "base", "gateway", "deployment.yaml");
    /** Classes, code, threads, and what the kernel counts for sockets. */
    private static final long ELSE = 320;

    @Test
    void thePodHasRoomForAllThatTheJvmMayTake() throws IOException {
        long heap = megabytes(ARGUMENTS, "-Xmx(\\d+)m");
        long direct = megabytes(ARGUMENTS, "-XX:MaxDirectMemorySize=(\\d+)m");
        assertThat(megabytes(DEPLOYMENT, "limits: \\{memory: (\\d+)Mi}")).isGreaterThanOrEqualTo(heap + direct + ELSE);
    }

    @Test
    void whatIsCountedFitsIntoTheMemoryThereIs() {
        var bounds = MemoryBounds.of(384, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(bounds).isEqualTo(new MemoryBounds(64, 96, 192, 96));
        // The rest is for fragments, TLS, and what flows.
        assertThat(bounds.total() + bounds.loose()).isLessThanOrEqualTo(384 / 4 * 3);
    }

    private static long megabytes(Path file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
