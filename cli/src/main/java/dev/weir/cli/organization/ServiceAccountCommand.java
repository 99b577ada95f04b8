package dev.weir.cli.organization;

import static dev.weir.cli.api.Management.SERVICE_ACCOUNTS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Service accounts: who programs are. */
@Command(
        name = "service-account",
        aliases = "sa",
        synopsisSubcommandLabel = "COMMAND",
        description = "Service accounts, which own the keys of programs.",
        footer = {
            "",
            "Examples:",
            "  weir service-account create billing --description \"writes invoices\"",
            "  weir api-key create --service-account sa-1a2b3c4d"
        })
public final class ServiceAccountCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the service accounts.",
            footer = {"", "With --json: [{\"id\":\"sa-…\",\"display_name\",\"description\",\"metadata\":{…}}]"})
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> accounts = session.management().list(SERVICE_ACCOUNTS);
        var table = new Table("ID", "NAME", "DESCRIPTION");
        accounts.forEach(account -> table.row(
                account.path("id").asText(),
                account.path("display_name").asText(),
                account.path("description").asText()));
        session.output().result(accounts, table.isEmpty() ? "no service accounts" : table.render());
        return 0;
    }

    @Command(name = "show", description = "Show one service account.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ACCOUNT", description = "sa-…") String id) {
        Session session = common.session();
        JsonNode account = session.management().get(Management.one(SERVICE_ACCOUNTS, id));
        session.output()
                .result(
                        account,
                        account.path("id").asText() + " ("
                                + account.path("display_name").asText() + ") "
                                + account.path("description").asText());
        return 0;
    }

    @Command(
            name = "create",
            description = "Make a service account.",
            footer = {"", "Example:", "  weir service-account create billing --description \"writes invoices\""})
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "NAME", description = "What it is called; unique in the organization.")
                    String name,
            @Option(names = "--description", defaultValue = "", description = "What it is for.") String description) {
        Session session = common.session();
        JsonNode made = session.management()
                .create(
                        SERVICE_ACCOUNTS,
                        Management.object().put("display_name", name).put("description", description));
        session.output()
                .result(
                        made,
                        "made service account " + made.path("id").asText() + " (" + name
                                + ")\nNext: weir api-key create --service-account "
                                + made.path("id").asText());
        return 0;
    }

    @Command(name = "delete", description = "Delete a service account; its keys go with it.")
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "ACCOUNT", description = "sa-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(SERVICE_ACCOUNTS, id));
        session.output().result(Management.object().put("deleted", id), "deleted service account " + id);
        return 0;
    }
}
