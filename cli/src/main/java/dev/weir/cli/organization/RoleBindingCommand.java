package dev.weir.cli.organization;

import static dev.weir.cli.api.Management.ROLE_BINDINGS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.JsonHttp;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Role bindings: who may do what, and where. */
@Command(
        name = "role-binding",
        synopsisSubcommandLabel = "COMMAND",
        description = "Role bindings, which say who may do what, and where.",
        footer = {
            "",
            "Examples:",
            "  weir role-binding create sa-1a2b3c4d CloudClusterAdmin --cluster lkc-1a2b3c4d",
            "  weir role-binding create sa-1a2b3c4d DeveloperRead --cluster lkc-1a2b3c4d --topic 'orders-*'",
            "  weir role-binding list --principal sa-1a2b3c4d"
        })
public final class RoleBindingCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the role bindings that you may see.",
            footer = {
                "",
                "With --json: [{\"id\":\"rb-…\",\"principal\":\"User:sa-…\",\"role_name\",\"crn_pattern\"}]",
                "",
                "Example:",
                "  weir role-binding list --role CloudClusterAdmin"
            })
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--principal", paramLabel = "ID", description = "Only those of a user or service account.")
                    @Nullable
                    String principal,
            @Option(names = "--role", paramLabel = "ROLE", description = "Only those with this role.") @Nullable
                    String role) {
        Session session = common.session();
        String query = (principal == null ? "" : "&principal=" + JsonHttp.encode("User:" + principal))
                + (role == null ? "" : "&role_name=" + JsonHttp.encode(role));
        List<JsonNode> bindings =
                session.management().list(ROLE_BINDINGS + (query.isEmpty() ? "" : "?" + query.substring(1)));
        var table = new Table("ID", "PRINCIPAL", "ROLE", "WHERE");
        bindings.forEach(binding -> table.row(
                binding.path("id").asText(),
                binding.path("principal").asText(),
                binding.path("role_name").asText(),
                binding.path("crn_pattern").asText()));
        session.output().result(bindings, table.isEmpty() ? "no role bindings" : table.render());
        return 0;
    }

    @Command(
            name = "create",
            description =
                    "Give a role to a user or service account; in the whole organization, if nothing smaller is named.",
            footer = {
                "",
                "Roles: OrganizationAdmin, EnvironmentAdmin, CloudClusterAdmin, DeveloperManage, DeveloperRead,",
                "DeveloperWrite.",
                "",
                "Example:",
                "  weir role-binding create sa-1a2b3c4d EnvironmentAdmin --environment env-1a2b3c4d"
            })
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "PRINCIPAL", description = "u-… or sa-…") String principal,
            @Parameters(paramLabel = "ROLE", description = "Its name.") String role,
            @Option(names = "--environment", paramLabel = "ID", description = "Only in this environment.") @Nullable
                    String environment,
            @Option(
                            names = "--cluster",
                            paramLabel = "ID",
                            description = {
                                "Only at this cluster, in the environment named or in use. A topic, group or",
                                "transactional id is one of the cluster in use unless this names another."
                            })
                    @Nullable
                    String cluster,
            @ArgGroup @Nullable Part part) {
        Session session = common.session();
        String where = where(session.context(), environment, cluster, part);
        JsonNode made = session.management()
                .create(
                        ROLE_BINDINGS,
                        Management.object()
                                .put("principal", "User:" + principal)
                                .put("role_name", role)
                                .put("crn_pattern", where));
        session.output()
                .result(made, "made " + made.path("id").asText() + ": " + principal + " is " + role + " at " + where);
        return 0;
    }

    @Command(
            name = "delete",
            description = "Take a role away, at the brokers concerned too.",
            footer = {"", "Example:", "  weir role-binding delete rb-1a2b3c4d"})
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "BINDING", description = "rb-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(ROLE_BINDINGS, id));
        session.output().result(Management.object().put("deleted", id), "deleted role binding " + id);
        return 0;
    }

    static String where(Context context, @Nullable String environment, @Nullable String cluster, @Nullable Part part) {
        String organization = "crn://weir/organization=" + context.organization();
        if (cluster == null && part != null) {
            if (environment != null || context.cluster() == null) {
                throw new Failure("name the cluster as well: --cluster lkc-…");
            }
            return where(context, null, context.cluster(), part);
        }
        if (cluster == null) {
            return organization + (environment == null ? "" : "/environment=" + environment);
        }
        String within = environment == null ? context.environment() : environment;
        if (within == null) {
            throw new Failure("name the environment of the cluster: --environment env-…");
        }
        return organization + "/environment=" + within + "/cloud-cluster=" + cluster
                + (part == null ? "" : "/kafka=" + cluster + "/" + part.crn());
    }

    /** What within a cluster a developer's role is about. */
    static final class Part {
        @Option(names = "--topic", paramLabel = "NAME", description = "Only this topic; a * at the end means a prefix.")
        @Nullable
        String topic;

        @Option(names = "--group", paramLabel = "NAME", description = "Only this consumer group.")
        @Nullable
        String group;

        @Option(names = "--transactional-id", paramLabel = "ID", description = "Only this transactional id.")
        @Nullable
        String transactionalId;

        String crn() {
            if (topic != null) {
                return "topic=" + escaped(topic);
            }
            return group != null
                    ? "group=" + escaped(group)
                    : "transactional-id=" + escaped(String.valueOf(transactionalId));
        }

        private static String escaped(String name) {
            return JsonHttp.encode(name).replace("%2A", "*");
        }
    }
}
