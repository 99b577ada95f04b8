package dev.weir.controlplane.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a Postgres has carried out each statement, those within functions and behind foreign keys too. */
public final class QueryPlans {
    /** What a {@link PostgresServer} needs for it: its own module that logs plans. */
    public static final Map<String, String> SETTINGS = Map.of(
            "shared_preload_libraries", "auto_explain",
            "auto_explain.log_min_duration", "0",
            "auto_explain.log_nested_statements", "on",
            "auto_explain.log_format", "json",
            "auto_explain.log_parameter_max_length", "0",
            "logging_collector", "on",
            "log_destination", "jsonlog",
            "log_directory", "plans",
            "log_filename", "plans",
            "autovacuum", "off");

    private static final String MARK = "plan:\n";

    private final Path log;

    public QueryPlans(PostgresServer postgres) {
        log = postgres.directory().resolve("plans").resolve("plans.json");
    }

    /** Those of the control plane's roles, in the order of their ends; the last lines may be on their way still. */
    public List<Plan> read() {
        var mapper = JsonMapper.builder().build();
        try (Stream<String> lines = Files.lines(log)) {
            var plans = new ArrayList<Plan>();
            for (String line : lines.filter(text -> text.endsWith("}")).toList()) {
                JsonNode entry = mapper.readTree(line);
                String message = entry.path("message").asText();
                int plan = message.indexOf(MARK);
                if (plan >= 0) {
                    JsonNode told = mapper.readTree(message.substring(plan + MARK.length()));
                    plans.add(new Plan(
                            entry.path("user").asText(), told.path("Query Text").asText(), scans(told)));
                }
            }
            return plans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> scans(JsonNode plan) {
        return plan.findParents("Node Type").stream()
                .filter(node -> node.path("Node Type").asText().equals("Seq Scan"))
                .map(node -> node.path("Relation Name").asText())
                .toList();
    }

    /**
     * One statement.
     *
     * @param role whose it was
     * @param scanned tables that it read from end to end
     */
    public record Plan(String role, String statement, List<String> scanned) {}
}
