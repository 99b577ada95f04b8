package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the organization and its clusters may have. */
@Command(
        name = "quota",
        synopsisSubcommandLabel = "COMMAND",
        description = "What your organization and its clusters may have, and have.",
        footer = {"", "Examples:", "  weir quota list", "  weir quota list --cluster lkc-1a2b3c4d"})
public final class QuotaCommand {
    private static final String APPLIED = "/service-quota/v1/applied-quotas?scope=";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the quotas.",
            footer = {"", "With --json: [{\"id\",\"default_limit\",\"applied_limit\",\"usage\",…}]"})
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Those of one cluster.") @Nullable
                    String cluster) {
        Session session = common.session();
        List<JsonNode> quotas = session.management()
                .list(APPLIED + (cluster == null ? "ORGANIZATION" : "KAFKA_CLUSTER&kafka_cluster=" + cluster));
        if (quotas.isEmpty() && cluster != null) {
            throw new Failure("no cluster " + cluster + " that you may see");
        }
        var table = new Table("QUOTA", "DEFAULT", "APPLIED", "USAGE");
        quotas.forEach(quota -> table.row(
                quota.path("id").asText(),
                quota.path("default_limit").asText(),
                quota.path("applied_limit").asText(),
                quota.path("usage").asText("")));
        session.output().result(quotas, table.isEmpty() ? "no quotas" : table.render());
        return 0;
    }
}
