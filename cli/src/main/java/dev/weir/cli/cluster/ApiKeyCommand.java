package dev.weir.cli.cluster;

import static dev.weir.cli.api.Management.API_KEYS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.JsonHttp;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys, of clusters and of the management API. */
@Command(
        name = "api-key",
        synopsisSubcommandLabel = "COMMAND",
        description = "API keys: what clients authenticate with.",
        footer = {"", "Examples:", "  weir api-key create --cluster orders", "  weir api-key delete ABCDEFGH23456789"})
public final class ApiKeyCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "create",
            description = "Make an API key. Its secret is shown once.",
            footer = {
                "",
                "With --json: {\"id\",\"spec\":{\"secret\",\"owner\":{\"id\"},\"resource\":{\"id\",\"kind\"},…}}",
                "",
                "Examples:",
                "  weir api-key create",
                "  weir api-key create --cluster orders --service-account sa-1a2b3c4d --name billing",
                "  weir api-key create --cloud"
            })
    int create(
            @Mixin CommonOptions common,
            @Option(
                            names = "--cluster",
                            paramLabel = "CLUSTER",
                            description = "Id or name of the cluster that it opens; the one in use by default.")
                    @Nullable
                    String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = "env-…; the one in use by default.")
                    @Nullable
                    String environment,
            @Option(names = "--cloud", description = "It opens the management API instead of a cluster.") boolean cloud,
            @Option(names = "--service-account", paramLabel = "ID", description = "Whose it is; yours by default.")
                    @Nullable
                    String serviceAccount,
            @Option(names = "--name", defaultValue = "", description = "What it is called.") String name,
            @Option(names = "--use", description = "The command line uses it for that cluster from now on.")
                    boolean use) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String owner = serviceAccount == null ? session.context().user() : serviceAccount;
        JsonNode key;
        if (cloud) {
            key = clusters.createKey(null, owner, name);
        } else {
            String where = clusters.environment(environment);
            JsonNode found = clusters.find(cluster, where);
            key = clusters.createKey(found.path("id").asText(), owner, name);
            if (use) {
                clusters.keep(found, where, key);
            }
        }
        session.output().result(key, """
                        key     %s
                        secret  %s
                        owner   %s
                        opens   %s
                        The secret is not shown again.""".formatted(
                        key.path("id").asText(), key.path("spec").path("secret").asText(), owner, opens(key)));
        return 0;
    }

    @Command(
            name = "list",
            description = "List API keys.",
            footer = {"", "Example:", "  weir api-key list --owner sa-1a2b3c4d"})
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--owner", paramLabel = "ID", description = "Only those of a user or service account.")
                    @Nullable
                    String owner,
            @Option(names = "--resource", paramLabel = "ID", description = "Only those that open this cluster.")
                    @Nullable
                    String resource) {
        Session session = common.session();
        String query = (owner == null ? "" : "&spec.owner=" + JsonHttp.encode(owner))
                + (resource == null ? "" : "&spec.resource=" + JsonHttp.encode(resource));
        List<JsonNode> keys = session.management().list(API_KEYS + (query.isEmpty() ? "" : "?" + query.substring(1)));
        var table = new Table("KEY", "NAME", "OWNER", "OPENS");
        for (JsonNode key : keys) {
            table.row(
                    key.path("id").asText(),
                    key.path("spec").path("display_name").asText(),
                    key.path("spec").path("owner").path("id").asText(),
                    opens(key));
        }
        session.output().result(keys, table.isEmpty() ? "no API keys" : table.render());
        return 0;
    }

    @Command(
            name = "delete",
            description = "Revoke an API key. Its open connections end within a second.",
            footer = {"", "Example:", "  weir api-key delete ABCDEFGH23456789"})
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "KEY", description = "Its id.") String id) {
        Session session = common.session();
        session.management().delete(Management.one(API_KEYS, id));
        session.save(context -> context.clusters().stream()
                .filter(access -> access.key().id().equals(id))
                .findFirst()
                .map(access -> context.withoutKey(access.id()))
                .orElse(context));
        session.output().result(Management.object().put("deleted", id), "revoked API key " + id);
        return 0;
    }

    private static String opens(JsonNode key) {
        JsonNode resource = key.path("spec").path("resource");
        return "Cloud".equals(resource.path("kind").asText())
                ? "management API"
                : resource.path("id").asText("management API");
    }
}
