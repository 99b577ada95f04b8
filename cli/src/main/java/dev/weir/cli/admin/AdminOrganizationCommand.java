package dev.weir.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Organizations, their plans and their limits. */
@Command(
        name = "organization",
        aliases = "org",
        synopsisSubcommandLabel = "COMMAND",
        description = "Organizations, their plans and their limits.",
        footer = {
            "",
            "Examples:",
            "  weir admin organization list",
            "  weir admin organization set ID --plan free --limit clusters=20 --limit Basic.partitions=3000",
            "  weir admin organization set ID --limit clusters=    (the plan's limit again)"
        })
final class AdminOrganizationCommand {
    private static final String ORGANIZATIONS = "/weir/v1/admin/organizations";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(name = "list", description = "List the organizations.")
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> organizations = session.administration().list(ORGANIZATIONS);
        var table = new Table("ID", "NAME", "PLAN", "SUSPENDED", "OWN LIMITS");
        organizations.forEach(organization -> table.row(
                organization.path("id").asText(),
                organization.path("display_name").asText(),
                organization.path("plan").asText(),
                organization.path("suspended").asText(),
                organization.path("limits").isEmpty() ? "" : organization.path("limits")));
        session.output().result(organizations, table.isEmpty() ? "no organizations" : table.render());
        return 0;
    }

    @Command(name = "show", description = "Show what an organization may have and has.")
    int show(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ORGANIZATION", description = "The organization's id.") String id) {
        Session session = common.session();
        show(session, session.administration().get(Management.one(ORGANIZATIONS, id)));
        return 0;
    }

    @Command(name = "set", description = "Give an organization another plan, or limits of its own.")
    int set(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ORGANIZATION", description = "The organization's id.") String id,
            @Option(names = "--plan", paramLabel = "PLAN", description = "Its new plan.") @Nullable String plan,
            @Option(
                            names = "--limit",
                            paramLabel = "NAME=VALUE",
                            description = "A limit, such as clusters=20 or Basic.partitions=3000; without a value the"
                                    + " plan's holds again.")
                    @Nullable
                    Map<String, String> limits) {
        Session session = common.session();
        ObjectNode body = Management.object();
        if (plan != null) {
            body.put("plan", plan);
        }
        if (limits != null) {
            ObjectNode patch = body.putObject("limits");
            limits.forEach((name, value) -> put(patch, name, value));
        }
        show(session, session.administration().update(Management.one(ORGANIZATIONS, id), body));
        return 0;
    }

    private static void put(ObjectNode limits, String name, String value) {
        int dot = name.indexOf('.');
        ObjectNode within = dot < 0
                ? limits.withObjectProperty("organization")
                : limits.withObjectProperty("clusters").withObjectProperty(name.substring(0, dot));
        String field = name.substring(dot + 1);
        if (value.isEmpty()) {
            within.putNull(field);
            return;
        }
        try {
            within.put(field, Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new Failure("The limit " + name + " must be a whole number, not \"" + value + "\".");
        }
    }

    private static void show(Session session, JsonNode organization) {
        var table = new Table("QUOTA", "LIMIT", "USAGE");
        organization
                .path("quotas")
                .forEach(quota -> table.row(
                        quota.path("id").asText(),
                        quota.path("limit").asText(),
                        quota.path("usage").asText("")));
        session.output()
                .result(
                        organization,
                        organization.path("display_name").asText() + " ("
                                + organization.path("id").asText() + "), plan "
                                + organization.path("plan").asText()
                                + (organization.path("suspended").asBoolean() ? ", suspended" : "") + "\n"
                                + table.render());
    }
}
