package dev.weir.cli.organization;

import static dev.weir.cli.api.Management.ENVIRONMENTS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Environments: groups of clusters. */
@Command(
        name = "environment",
        aliases = "env",
        synopsisSubcommandLabel = "COMMAND",
        description = "Environments, which group clusters (such as test and production).",
        footer = {"", "Examples:", "  weir environment create production", "  weir environment use env-1a2b3c4d"})
public final class EnvironmentCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the environments; * marks the one in use.",
            footer = {"", "With --json: [{\"id\":\"env-…\",\"display_name\",\"metadata\":{…}}]"})
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> environments = session.management().list(ENVIRONMENTS);
        String current = session.context().environment();
        var table = new Table("", "ID", "NAME");
        for (JsonNode environment : environments) {
            String id = environment.path("id").asText();
            table.row(
                    Objects.equals(id, current) ? "*" : "",
                    id,
                    environment.path("display_name").asText());
        }
        session.output().result(environments, table.render());
        return 0;
    }

    @Command(
            name = "create",
            description = "Make an environment.",
            footer = {"", "Example:", "  weir environment create production"})
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "NAME", description = "What it is called; unique in the organization.")
                    String name) {
        Session session = common.session();
        JsonNode made =
                session.management().create(ENVIRONMENTS, Management.object().put("display_name", name));
        session.output().result(made, "made environment " + made.path("id").asText() + " (" + name + ")");
        return 0;
    }

    @Command(name = "delete", description = "Delete an environment that has no clusters.")
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "ENVIRONMENT", description = "env-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(ENVIRONMENTS, id));
        session.output().result(Management.object().put("deleted", id), "deleted environment " + id);
        return 0;
    }

    @Command(name = "use", description = "Use an environment from now on.")
    int use(@Mixin CommonOptions common, @Parameters(paramLabel = "ENVIRONMENT", description = "env-…") String id) {
        Session session = common.session();
        JsonNode environment = session.management().get(Management.one(ENVIRONMENTS, id));
        session.save(context -> context.using(id, id.equals(context.environment()) ? context.cluster() : null));
        session.output().result(environment, "using environment " + id);
        return 0;
    }
}
