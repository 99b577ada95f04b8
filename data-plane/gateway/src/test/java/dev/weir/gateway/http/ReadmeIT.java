package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's lines with curl do what it says. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class ReadmeIT {
    private static final Path README = Path.of("..", "..", "README.md");

    @Test
    void fourLinesWithCurlAreEnough() throws IOException {
        List<String> lines = Files.readAllLines(README).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("curl ") && line.contains("$REST"))
                .toList();
        assertThat(lines).hasSize(4);
        // Others' tests may have made one of that name.
        Rest.as(HttpTestbed.OWNER_KEY).delete("/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/topics/news");
        assertThat(run(lines.get(0), "\"topic_name\":\"news\"")).contains("\"partitions_count\":1");
        assertThat(run(lines.get(1), "\"offset\":")).contains("\"error_code\":200");
        assertThat(run(lines.get(2), "Good morning")).contains("\"next_offset\"");
        assertThat(run(lines.get(3), "Good morning")).contains("id: 0:1");
    }

    /** What it says until this is in it; the last line would never end. */
    private static String run(String line, String wanted) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", line + " --silent --max-time 30");
        builder.environment().put("KEY", HttpTestbed.OWNER_KEY + ":" + HttpTestbed.SECRET);
        builder.environment()
                .put(
                        "REST",
                        Rest.url("/kafka/v3/clusters/" + HttpTestbed.CLUSTER).toString());
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                said.append(next).append('\n');
                if (said.indexOf(wanted) >= 0) {
                    break;
                }
            }
        } finally {
            process.destroyForcibly();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(said).contains(wanted);
        return said.toString();
    }
}
