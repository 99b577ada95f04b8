package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The organization of the current context. */
@Command(
        name = "org",
        aliases = "organization",
        synopsisSubcommandLabel = "COMMAND",
        description = "The organization you belong to.",
        footer = {"", "Example:", "  weir org show"})
public final class OrgCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "show",
            description = "Show the organization in use.",
            footer = {
                "",
                "With --json: {\"id\":\"<uuid>\",\"display_name\",\"metadata\":{…}}",
                "",
                "Example:",
                "  weir org show"
            })
    int show(@Mixin CommonOptions common) {
        Session session = common.session();
        Context context = session.context();
        JsonNode organization =
                session.management().get(Management.one("/org/v2/organizations", context.organization()));
        session.output().result(organization, """
                        organization  %s (%s)
                        user          %s
                        environment   %s
                        cluster       %s""".formatted(
                        organization.path("id").asText(context.organization()),
                        organization.path("display_name").asText(),
                        context.user(),
                        context.environment(),
                        context.cluster() == null ? "none in use" : context.cluster()));
        return 0;
    }
}
