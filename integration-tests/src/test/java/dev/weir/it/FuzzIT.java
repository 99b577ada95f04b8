package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What schemathesis makes of our own description, sent to every operation of a Weir that nobody else uses. */
class FuzzIT {
    private static final Path PROGRAM = Launcher.scratch().resolve("clients/schemathesis/bin/schemathesis");
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Duration SHORT = Duration.ofSeconds(90);
    /** A change is judged by what it does to the same requests; the long form looks for others. */
    private static final long SEED = Long.getLong(
            "weir.fuzz.seed", Boolean.getBoolean("weir.soak") ? new SecureRandom().nextInt(Integer.MAX_VALUE) : 1);

    private static final Duration GRACE = Duration.ofMinutes(4);
    private static final int ACCEPTED_PERCENT = 20;
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final int CHUNK = 300_000;

    /** Those that stay true of requests that the hooks have bettered. */
    private static final String CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,"
            + "response_headers_conformance,response_schema_conformance,unsupported_method,allow_header_conformance,"
            + "answers_keep_their_shape";

    private static LocalWeir weir;

    @BeforeAll
    static void start() {
        Required.need(
                "schemathesis", Files.isExecutable(PROGRAM), "./weir test makes it: integration-tests/clients/install");
        weir = LocalWeir.start("fuzz");
    }

    @AfterAll
    static void stop() {
        if (weir != null) {
            weir.close();
        }
    }

    @Test
    void everyAnswerIsOneThatTheDescriptionPromises() throws IOException {
        Path folder = Files.createDirectories(Launcher.scratch().resolve("fuzz"));
        Path report = folder.resolve("report.json");
        Files.deleteIfExists(report);
        Duration time = Boolean.getBoolean("weir.soak") ? LONG : SHORT;

        Launcher.Result run = Launcher.run(command(time), folder, environment(report), time.plus(GRACE), "");
        Files.writeString(folder.resolve("schemathesis.log"), run.out() + run.err());
        JsonNode counts = LocalWeir.JSON.readTree(report.toFile());
        int requests = counts.get("requests").asInt();
        int accepted = counts.path("accepted").asInt();
        System.out.printf(
                "fuzz: %d requests, %d (%d %%) of them accepted%n", requests, accepted, 100 * accepted / requests);

        assertThat(run.exitCode())
                .as("schemathesis with seed %d: %s%n%s", SEED, run.out(), run.err())
                .isZero();
        assertThat(100 * accepted / requests)
                .as("per cent accepted of %s", counts.toPrettyString())
                .isGreaterThanOrEqualTo(ACCEPTED_PERCENT);
        assertThat(counts.get("operations").properties().stream()
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .containsAll(
                        ApiOperation.all().stream().map(ApiOperation::toString).collect(Collectors.toSet()));
    }

    @Test
    void hugeAndDeepBodiesAreRefusedByEveryOperation() throws IOException {
        Tenant tenant = Tenant.withoutCluster(weir);
        for (ApiOperation operation : ApiOperation.all()) {
            if (operation.hasBody()) {
                Tenant.Key key = operation.isForAdmin() ? admin() : tenant.cloud();
                assertThat(RawRequest.announcing(TEN_MEGABYTES).send(weir.api(), operation, key))
                        .as("%s with ten megabytes", operation)
                        .startsWith("HTTP/1.1 413 ")
                        .contains("\"request_too_large\"");
                assertThat(RawRequest.inOneChunk(CHUNK).send(weir.api(), operation, key))
                        .as("%s with a large chunk", operation)
                        .startsWith("HTTP/1.1 413 ")
                        .contains("\"request_too_large\"");
                assertThat(Tenant.call(
                                        weir.api() + operation.pathOf("env-0"),
                                        operation.method(),
                                        key,
                                        "{\"spec\":".repeat(20_000))
                                .status())
                        .as("%s with deep JSON", operation)
                        .isEqualTo(400);
            }
        }
        assertThat(tenant.api("POST", "/org/v2/environments", "{\"display_name\":\"still served\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void tokensOfOthersAndIdsOfOtherKindsAreRefusedByEveryOperation() {
        Tenant tenant = Tenant.withoutCluster(weir);
        Tenant other = Tenant.withoutCluster(weir);
        other.api("POST", "/org/v2/environments", "{\"display_name\":\"second\"}");
        String next = other.api("GET", "/org/v2/environments?page_size=1", null)
                .body()
                .at("/metadata/next")
                .asText();
        String token = next.replaceFirst(".*page_token=", "");
        assertThat(other.api("GET", "/org/v2/environments?page_size=1&page_token=" + token, null)
                        .status())
                .isEqualTo(200);
        for (ApiOperation operation : ApiOperation.all()) {
            Tenant.Key key = operation.isForAdmin() ? admin() : tenant.cloud();
            // Lists of what is in something else say first that there is no such thing.
            for (String bad :
                    operation.hasPages() ? List.of(token, "x" + token, "%00", "A".repeat(500)) : List.<String>of()) {
                assertThat(Tenant.call(
                                        weir.api() + operation.pathOf("lkc-0") + "?scope=ORGANIZATION&environment="
                                                + tenant.environment() + "&spec.cluster=lkc-0&page_token=" + bad,
                                        "GET",
                                        key,
                                        null)
                                .status())
                        .as("%s with the token %s", operation, bad)
                        .isIn(400, 404);
            }
            if (operation.path().contains("{") && !operation.hasBody()) {
                for (String id : List.of(other.environment(), other.user(), "%00", "..%2f..", "x".repeat(500))) {
                    assertThat(Tenant.call(weir.api() + operation.pathOf(id), operation.method(), key, null)
                                    .status())
                            .as("%s of %s", operation, id)
                            .isIn(400, 404);
                }
            }
        }
    }

    private static Tenant.Key admin() {
        JsonNode endpoints = weir.endpoints();
        return new Tenant.Key(
                endpoints.get("adminKey").asText(), endpoints.get("adminSecret").asText());
    }

    private static List<String> command(Duration time) {
        return List.of(
                PROGRAM.toString(),
                "run",
                ApiOperation.DESCRIPTION.toString(),
                "--url",
                weir.api(),
                "--seed",
                Long.toString(SEED),
                "--max-time",
                Long.toString(time.toSeconds()),
                "--checks",
                CHECKS,
                "--continue-on-failure",
                "--generation-database",
                "none",
                "--no-color");
    }

    private static Map<String, String> environment(Path report) {
        Tenant tenant = Tenant.withoutCluster(weir);
        Tenant victim = Tenant.withoutCluster(weir);
        return Map.of(
                "SCHEMATHESIS_HOOKS", "fuzz_hooks",
                "PYTHONPATH",
                        Launcher.projectRoot()
                                .resolve("integration-tests/clients")
                                .toString(),
                "FUZZ_URL", weir.api(),
                "FUZZ_KEY", tenant.cloud().id(),
                "FUZZ_SECRET", tenant.cloud().secret(),
                "FUZZ_ADMIN_KEY", admin().id(),
                "FUZZ_ADMIN_SECRET", admin().secret(),
                "FUZZ_VICTIM", victim.organization(),
                "FUZZ_REPORT", report.toString());
    }
}
