package dev.weir.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Your logins, wherever they were made. */
@Command(
        name = "session",
        synopsisSubcommandLabel = "COMMAND",
        description = "Your logins, in browsers and by `weir login`.",
        footer = {"", "Examples:", "  weir session list", "  weir session end --others"})
public final class SessionCommand {
    static final String SESSIONS = "/weir/v1/sessions";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List your sessions; * marks the one in use.",
            footer = {
                "",
                "With --json: [{\"id\":\"ses-…\",\"current\",\"address\",\"user_agent\",\"created_at\",\"last_seen_at\","
                        + "\"expires_at\"}]"
            })
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        JsonNode sessions = session.management().get(SESSIONS).path("data");
        var table = new Table("", "ID", "ADDRESS", "LAST SEEN", "EXPIRES", "PROGRAM");
        sessions.forEach(each -> table.row(
                each.path("current").asBoolean() ? "*" : "",
                each.path("id").asText(),
                each.path("address").asText(),
                each.path("last_seen_at").asText(),
                each.path("expires_at").asText(),
                each.path("user_agent").asText()));
        session.output().result(sessions, table.isEmpty() ? "no sessions" : table.render());
        return 0;
    }

    @Command(
            name = "end",
            description = "End one of your sessions, or all but the one in use.",
            footer = {"", "Examples:", "  weir session end ses-1a2b3c4d", "  weir session end --others"})
    int end(@Mixin CommonOptions common, @ArgGroup(exclusive = true, multiplicity = "1") Which which) {
        Session session = common.session();
        if (which.id == null) {
            session.management().delete(SESSIONS);
            session.output().result(Management.object().put("ended", "others"), "ended all other sessions");
        } else {
            session.management().delete(Management.one(SESSIONS, which.id));
            session.output().result(Management.object().put("ended", which.id), "ended session " + which.id);
        }
        return 0;
    }

    /** One, or all others. */
    static final class Which {
        @Parameters(paramLabel = "SESSION", description = "ses-…")
        @Nullable
        String id;

        @Option(names = "--others", description = "All but the one in use; with a cloud API key in use, all.")
        boolean others;
    }
}
