package dev.weir.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The people of the organization. */
@Command(
        name = "user",
        synopsisSubcommandLabel = "COMMAND",
        description = "The people of your organization. New ones come by `weir invitation create`.",
        footer = {"", "Examples:", "  weir user list", "  weir user rename u-1a2b3c4d \"Ada Lovelace\""})
public final class UserCommand {
    private static final String USERS = "/iam/v2/users";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the users.",
            footer = {"", "With --json: [{\"id\":\"u-…\",\"email\",\"full_name\",\"auth_type\",\"metadata\":{…}}]"})
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> users = session.management().list(USERS);
        var table = new Table("ID", "E-MAIL", "NAME");
        users.forEach(user -> table.row(
                user.path("id").asText(),
                user.path("email").asText(),
                user.path("full_name").asText()));
        session.output().result(users, table.render());
        return 0;
    }

    @Command(
            name = "rename",
            description = "Change a user's full name.",
            footer = {"", "Example:", "  weir user rename u-1a2b3c4d \"Ada Lovelace\""})
    int rename(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "USER", description = "u-…") String id,
            @Parameters(paramLabel = "NAME", description = "Their full name.") String name) {
        Session session = common.session();
        JsonNode changed = session.management()
                .update(Management.one(USERS, id), Management.object().put("full_name", name));
        session.output().result(changed, "user " + id + " is called " + name);
        return 0;
    }

    @Command(
            name = "delete",
            description = "Remove a user; their API keys and sessions end at once.",
            footer = {"", "The last administrator of an organization can't be removed."})
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "USER", description = "u-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(USERS, id));
        session.output().result(Management.object().put("deleted", id), "deleted user " + id);
        return 0;
    }
}
