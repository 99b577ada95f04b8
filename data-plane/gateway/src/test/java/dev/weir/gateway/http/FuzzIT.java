package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What schemathesis makes of our own description, sent to every operation that ends. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class FuzzIT {
    private static final Path HOOKS =
            Path.of("..", "..", "integration-tests", "clients").toAbsolutePath();
    private static final boolean SOAK = Boolean.getBoolean("weir.soak");
    private static final int SECONDS = SOAK ? 900 : 120;
    /** A change is judged by what it does to the same requests; the long form looks for others. */
    private static final long SEED =
            Long.getLong("weir.fuzz.seed", SOAK ? new SecureRandom().nextInt(Integer.MAX_VALUE) : 1);

    @Test
    void everyAnswerIsOneThatTheDescriptionPromises() throws Exception {
        Optional<Path> program = program();
        boolean required =
                Optional.ofNullable(System.getenv("WEIR_REQUIRE")).orElse("").contains("schemathesis");
        assumeTrue(required || program.isPresent(), "schemathesis: ./weir test gets it");
        Rest owner = Rest.as(HttpTestbed.OWNER_KEY);
        owner.post(TOPICS, "{\"topic_name\":\"fuzzed\",\"partitions_count\":1}");
        owner.post(TOPICS, "{\"topic_name\":\"fuzzed-too\",\"partitions_count\":1}");
        owner.post(TOPICS + "/fuzzed/records", "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}");
        owner.post("/consumers/fuzzers", "{\"name\":\"one\"}", "application/vnd.kafka.v2+json");

        Path folder = Files.createTempDirectory("weir-fuzz");
        Path report = folder.resolve("report.json");
        Path log = folder.resolve("schemathesis.log");
        int exit = run(program.orElseThrow(), folder, report, log);
        JsonNode counts = JsonMapper.builder().build().readTree(report.toFile());
        System.out.printf("fuzz: %s requests, %s accepted%n", counts.path("requests"), counts.path("accepted"));

        assertThat(exit).as("seed %d%n%s", SEED, Files.readString(log)).isZero();
        assertThat(counts.path("operations").size()).isGreaterThan(60);
        // Half of the operations are about groups that nobody has made.
        assertThat(counts.path("accepted").asInt()
                        * 100
                        / counts.path("requests").asInt())
                .as("per cent accepted of %s", counts.toPrettyString())
                .isGreaterThanOrEqualTo(5);
        assertThat(owner.get(TOPICS).status()).isEqualTo(200);
    }

    private int run(Path program, Path folder, Path report, Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                program.toString(),
                "run",
                Path.of("openapi.yaml").toAbsolutePath().toString(),
                "--url",
                Rest.url("").toString(),
                // Streams of events never end.
                "--exclude-operation-id",
                "followTopic",
                "--exclude-operation-id",
                "followAsGroup",
                "--seed",
                Long.toString(SEED),
                "--max-time",
                Integer.toString(SECONDS),
                "--request-timeout",
                "60",
                "--checks",
                "not_a_server_error,errors_are_told_as_everywhere",
                "--continue-on-failure",
                "--generation-database",
                "none",
                "--no-color");
        builder.environment()
                .putAll(Map.of(
                        "SCHEMATHESIS_HOOKS",
                        "gateway_fuzz_hooks",
                        "PYTHONPATH",
                        HOOKS.toString(),
                        "FUZZ_CLUSTER",
                        HttpTestbed.CLUSTER,
                        "FUZZ_KEY",
                        HttpTestbed.OWNER_KEY,
                        "FUZZ_SECRET",
                        HttpTestbed.SECRET,
                        "FUZZ_REPORT",
                        report.toString()));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile())
                .start();
        return process.waitFor();
    }

    /** Where {@code integration-tests/clients/install} keeps it. */
    private static Optional<Path> program() throws IOException {
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        Path clients = Path.of(cache, "weir", "clients");
        if (!Files.isDirectory(clients)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(clients)) {
            List<Path> found = all.filter(
                            folder -> folder.getFileName().toString().startsWith("schemathesis-"))
                    .map(folder -> folder.resolve("bin").resolve("schemathesis"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
        }
    }
}
