package dev.weir.gateway.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.id.ClusterId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    private static final ClusterId ANNAS = new ClusterId("lkc-anna");
    private static final ClusterId BERTS = new ClusterId("lkc-bert");

    private final Logger logger = Logger.getLogger(AccessLog.LINES);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            written.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
    }

    private static AccessLog log(String... clusters) {
        return log(Optional.empty(), clusters);
    }

    private static AccessLog log(Optional<Path> file, String... clusters) {
        return new AccessLog(new AccessLogConfig() {
            @Override
            public Optional<Path> file() {
                return file;
            }

            @Override
            public Duration reload() {
                return Duration.ofMillis(20);
            }

            @Override
            public Optional<Set<String>> clusters() {
                return clusters.length == 0 ? Optional.empty() : Optional.of(Set.of(clusters));
            }

            @Override
            public int queue() {
                return 10;
            }
        });
    }

    @Test
    void isOnForTheClustersThatAreNamed() {
        assertThat(log().concerns(ANNAS)).isFalse();
        assertThat(log("lkc-anna").concerns(ANNAS)).isTrue();
        assertThat(log("lkc-anna").concerns(BERTS)).isFalse();
        assertThat(log("*").concerns(BERTS)).isTrue();
    }

    @Test
    void isTurnedOnAndOffByAFileForThoseWhoAreThere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clusters");
        var log = log(Optional.of(file), "lkc-bert");
        var annas = log.concern(ANNAS);
        assertThat(annas.isLogged()).isFalse();
        Files.writeString(file, "lkc-carl,\nlkc-anna\n");
        await("the file").until(annas::isLogged);
        assertThat(log.concerns(ANNAS)).isTrue();
        assertThat(log.concerns(BERTS)).isTrue();
        Files.writeString(file, "lkc-carl");
        await("the change").until(() -> !annas.isLogged());
        assertThat(log.concern(BERTS).isLogged()).isTrue();
        Files.writeString(file, "*");
        await("all").until(annas::isLogged);
        Files.delete(file);
        await("none").until(() -> !annas.isLogged());
    }

    @Test
    void linesAreJson() throws Exception {
        var log = log("lkc-anna");
        log.add(new AccessLine(
                AccessLine.before(0), "lkc-anna", "KEY", "u-anna", "127.0.0.1:5", "PRODUCE", 12, 100, 50, 900, 7));
        await("a line").until(() -> !written.isEmpty());
        JsonNode line = JsonMapper.builder().build().readTree(written.getFirst());
        assertThat(line.get("cluster").asText()).isEqualTo("lkc-anna");
        assertThat(line.get("api").asText()).isEqualTo("PRODUCE");
        assertThat(line.get("throttled").asInt()).isEqualTo(7);
    }
}
