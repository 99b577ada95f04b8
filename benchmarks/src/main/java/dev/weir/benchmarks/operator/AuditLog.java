package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Who wrote what to Kubernetes and when, to the microsecond. */
final class AuditLog {
    static final String OPERATOR = "system:serviceaccount:weir-system:weir-operator";
    static final String KUBELET = "system:node:node";

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    AuditLog(Path file) {
        this.file = file;
    }

    /**
     * One change.
     *
     * @param object such as {@code pods/status weir-… lkc-…-0}
     */
    record Write(String user, String verb, String object, Instant began, Instant done) {
        boolean is(String who, String resource, String name) {
            return user.equals(who) && object.startsWith(resource + " ") && object.endsWith(" " + name);
        }
    }

    /** All that succeeded, in the order in which they ended. */
    List<Write> writes() {
        try (Stream<String> lines = Files.lines(file)) {
            // The last one may not be written out yet.
            return lines.filter(line -> line.endsWith("}"))
                    .map(this::parse)
                    .filter(entry -> entry.path("stage").asText().equals("ResponseComplete"))
                    .filter(entry -> entry.path("responseStatus").path("code").asInt() < 300)
                    .map(AuditLog::write)
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How often the operator has tried to change anything, but for the lease by which it leads. */
    long writesOfOperator() {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(OPERATOR) && line.endsWith("}"))
                    .map(this::parse)
                    .filter(entry -> entry.path("stage").asText().equals("ResponseComplete"))
                    .map(AuditLog::write)
                    .filter(write ->
                            write.user().equals(OPERATOR) && !write.object().startsWith("leases "))
                    .count();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static BenchmarkFailedException unreadable(IOException e) {
        return new BenchmarkFailedException("the API server's audit log can't be read: " + e.getMessage(), e);
    }

    private static Write write(JsonNode entry) {
        JsonNode object = entry.path("objectRef");
        String part = object.path("subresource").asText();
        return new Write(
                entry.path("user").path("username").asText(),
                entry.path("verb").asText(),
                object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part) + " "
                        + object.path("namespace").asText() + " "
                        + object.path("name").asText(),
                Instant.parse(entry.path("requestReceivedTimestamp").asText()),
                Instant.parse(entry.path("stageTimestamp").asText()));
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BenchmarkFailedException("not an entry of an audit log: " + line, e);
        }
    }
}
