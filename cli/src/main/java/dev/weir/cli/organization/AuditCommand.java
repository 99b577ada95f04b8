package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.JsonHttp;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who did what in the organization. */
@Command(
        name = "audit",
        description = "Show who did what in your organization, the latest first.",
        footer = {"", "Examples:", "  weir audit", "  weir audit --resource lkc-1a2b3c4d --limit 100"})
public final class AuditCommand implements Callable<Integer> {
    private static final int MOST = 100;

    @Mixin
    final CommonOptions common = new CommonOptions();

    @Option(names = "--principal", paramLabel = "ID", description = "What one user or service account did.")
    @Nullable
    String principal;

    @Option(names = "--resource", paramLabel = "ID", description = "What was done to one thing.")
    @Nullable
    String resource;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many, 100 at most.")
    int limit;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new Failure("--limit must be from 1 to " + MOST);
        }
        Session session = common.session();
        String path = "/weir/v1/audit-events?page_size=" + limit + condition("principal", principal)
                + condition("resource", resource);
        JsonNode events = session.management().get(path).path("data");
        var table = new Table("TIME", "WHO", "WHAT", "RESULT", "ABOUT", "FROM");
        events.forEach(event -> table.row(
                event.path("time").asText(),
                event.path("principal").asText("?"),
                event.path("method").asText() + " " + event.path("route").asText(),
                event.path("error_code").asText(event.path("status").asText())
                        + (event.path("repeated").asInt(1) > 1
                                ? " ×" + event.path("repeated").asInt()
                                : ""),
                ids(event.path("resources")),
                event.path("address").asText()));
        session.output().result(events, table.isEmpty() ? "no events" : table.render());
        return 0;
    }

    private static String ids(JsonNode resources) {
        var ids = new java.util.StringJoiner(",");
        resources.forEach(id -> ids.add(id.asText()));
        return ids.toString();
    }

    private static String condition(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + JsonHttp.encode(value);
    }
}
