package dev.weir.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clusters of the environment in use. */
@Command(
        name = "cluster",
        synopsisSubcommandLabel = "COMMAND",
        description = "Kafka clusters.",
        footer = {
            "",
            "Examples:",
            "  weir cluster create orders --wait",
            "  weir cluster list",
            "  weir cluster delete orders"
        })
public final class ClusterCommand {
    private static final String WHICH = "Id (lkc-…) or name; the one in use when left out.";
    private static final String WHERE = "env-…; the one in use when left out.";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "create",
            description = "Make a cluster and use it from now on.",
            footer = {
                "",
                "With --json: {\"id\":\"lkc-…\",\"spec\":{\"display_name\",\"kafka_bootstrap_endpoint\","
                        + "\"http_endpoint\",…},\"status\":{\"phase\":\"PROVISIONING\"|\"PROVISIONED\"|\"FAILED\"}}",
                "",
                "Examples:",
                "  weir cluster create orders --wait",
                "  weir cluster create payments --kind Standard --availability HIGH --wait",
                "  weir cluster create ledger --kind Dedicated --availability HIGH --cku 1 --wait"
            })
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "NAME", description = "What it is called; unique in the environment.") String name,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment,
            @Option(
                            names = "--kind",
                            defaultValue = "Basic",
                            description = "Basic, Standard or Dedicated; Basic by default.")
                    String kind,
            @Option(
                            names = "--availability",
                            defaultValue = "LOW",
                            description = "LOW (one broker) or HIGH (three); LOW by default.")
                    String availability,
            @Option(
                            names = "--cku",
                            paramLabel = "N",
                            description = "Size of a Dedicated cluster, which has two brokers more than that.")
                    @Nullable
                    Integer cku,
            @Option(
                            names = "--region",
                            paramLabel = "CLOUD/REGION",
                            description = "Where it runs, such as AWS/local; the first there is by default.")
                    @Nullable
                    String region,
            @Option(names = "--protect", description = "Refuse to delete it until this is taken back.") boolean protect,
            @Option(names = "--wait", description = "Return when it runs.") boolean wait,
            @Option(
                            names = "--timeout",
                            defaultValue = "60",
                            paramLabel = "SECONDS",
                            description = "How long --wait waits; 60 by default.")
                    int timeout) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String where = clusters.environment(environment);
        ObjectNode spec = Management.object().put("display_name", name).put("availability", availability);
        if (region != null) {
            int slash = region.indexOf('/');
            spec.put("cloud", slash < 0 ? "AWS" : region.substring(0, slash));
            spec.put("region", region.substring(slash + 1));
        }
        ObjectNode config = spec.putObject("config").put("kind", kind);
        if (cku != null) {
            config.put("cku", cku);
        }
        if (protect) {
            spec.put("deletion_protection", true);
        }
        JsonNode made = clusters.create(spec, where);
        String id = made.path("id").asText();
        session.save(context -> context.using(where, id));
        JsonNode cluster = wait ? clusters.awaitProvisioned(id, where, Duration.ofSeconds(timeout)) : made;
        session.output().result(cluster, describe(cluster) + "\nNext: weir topic create NAME");
        return 0;
    }

    @Command(
            name = "list",
            description = "List the clusters of an environment; * marks the one in use.",
            footer = {"", "With --json: a list of what `weir cluster create --json` gives."})
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String current = session.context().cluster();
        List<JsonNode> all = clusters.list(clusters.environment(environment));
        var table = new Table("", "ID", "NAME", "KIND", "AVAILABILITY", "PHASE");
        for (JsonNode cluster : all) {
            JsonNode spec = cluster.path("spec");
            String id = cluster.path("id").asText();
            table.row(
                    id.equals(current) ? "*" : "",
                    id,
                    spec.path("display_name").asText(),
                    spec.path("config").path("kind").asText(),
                    spec.path("availability").asText(),
                    Clusters.state(cluster));
        }
        session.output()
                .result(
                        all,
                        table.isEmpty() ? "no clusters: make one with `weir cluster create NAME`" : table.render());
        return 0;
    }

    @Command(
            name = "describe",
            aliases = "show",
            description = "Show one cluster, how it is and why.",
            footer = {"", "Example:", "  weir cluster describe orders"})
    int show(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = WHICH) @Nullable String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment) {
        Session session = common.session();
        var clusters = new Clusters(session);
        JsonNode found = clusters.find(cluster, clusters.environment(environment));
        session.output().result(found, describe(found));
        return 0;
    }

    @Command(
            name = "use",
            description = "Use a cluster from now on.",
            footer = {"", "Example:", "  weir cluster use orders"})
    int use(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "CLUSTER", description = WHICH) String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String where = clusters.environment(environment);
        JsonNode found = clusters.find(cluster, where);
        String id = found.path("id").asText();
        session.save(context -> context.using(where, id));
        session.output().result(found, "using cluster " + id);
        return 0;
    }

    @Command(
            name = "update",
            description = "Rename a cluster, protect it, make a Basic one Standard, give it more brokers.",
            footer = {
                "",
                "Examples:",
                "  weir cluster update orders --name orders-eu",
                "  weir cluster update orders --kind Standard --availability HIGH",
                "  weir cluster update orders --no-protect"
            })
    int update(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = WHICH) @Nullable String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment,
            @Option(names = "--name", description = "New name.") @Nullable String name,
            @Option(names = "--kind", description = "Standard: the only change of kind there is.") @Nullable
                    String kind,
            @Option(names = "--availability", description = "HIGH: three brokers instead of one.") @Nullable
                    String availability,
            @Option(names = "--cku", description = "New size of a Dedicated cluster.") @Nullable Integer cku,
            @Option(
                            names = "--protect",
                            negatable = true,
                            description = "Refuse to delete it, or with --no-protect allow it again.")
                    @Nullable
                    Boolean protect) {
        if (name == null && kind == null && availability == null && cku == null && protect == null) {
            throw new Failure(
                    "nothing to change: give --name, --kind, --availability, --cku, --protect or --no-protect");
        }
        Session session = common.session();
        var clusters = new Clusters(session);
        String where = clusters.environment(environment);
        String id = clusters.find(cluster, where).path("id").asText();
        ObjectNode spec = Management.object();
        if (name != null) {
            spec.put("display_name", name);
        }
        if (kind != null) {
            spec.withObject("/config").put("kind", kind);
        }
        if (availability != null) {
            spec.put("availability", availability);
        }
        if (cku != null) {
            spec.withObject("/config").put("cku", cku);
        }
        if (protect != null) {
            spec.put("deletion_protection", protect);
        }
        spec.set("environment", Management.reference(where));
        JsonNode changed = session.management()
                .update(
                        Management.one(Management.CLUSTERS, id),
                        Management.object().set("spec", spec));
        session.output().result(changed, describe(changed));
        return 0;
    }

    @Command(
            name = "retry",
            description = "Have a failed cluster tried again at once.",
            footer = {"", "Example:", "  weir cluster retry orders"})
    int retry(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "CLUSTER", arity = "0..1", description = WHICH) @Nullable String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String id = clusters.find(cluster, clusters.environment(environment))
                .path("id")
                .asText();
        JsonNode retried = session.management().create("/weir/v1/clusters/" + id + "/retry", Management.object());
        session.output().result(retried, describe(retried));
        return 0;
    }

    @Command(
            name = "delete",
            description = "Delete a cluster with all its records and keys.",
            footer = {"", "Example:", "  weir cluster delete orders"})
    int delete(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "CLUSTER", description = "Id (lkc-…) or name.") String cluster,
            @Option(names = "--environment", paramLabel = "ID", description = WHERE) @Nullable String environment) {
        Session session = common.session();
        var clusters = new Clusters(session);
        String where = clusters.environment(environment);
        String id = clusters.find(cluster, where).path("id").asText();
        session.management().delete(Management.cluster(id, where));
        session.save(context -> context.without(id));
        session.output().result(Management.object().put("deleted", id), "deleted cluster " + id);
        return 0;
    }

    private static String describe(JsonNode cluster) {
        JsonNode spec = cluster.path("spec");
        return """
                cluster    %s (%s)
                kind       %s%s, availability %s
                phase      %s
                bootstrap  %s
                http       %s
                """.formatted(
                                cluster.path("id").asText(),
                                spec.path("display_name").asText(),
                                spec.path("config").path("kind").asText(),
                                size(
                                        spec.path("config").path("cku"),
                                        cluster.path("status").path("cku")),
                                spec.path("availability").asText(),
                                Clusters.phase(cluster),
                                spec.path("kafka_bootstrap_endpoint").asText(),
                                spec.path("http_endpoint").asText())
                + conditions(cluster);
    }

    private static String size(JsonNode wanted, JsonNode reached) {
        if (!wanted.isNumber()) {
            return "";
        }
        boolean there = wanted.asInt() == reached.asInt();
        return ", " + wanted.asInt() + " CKU" + (there ? "" : " (" + reached.asInt() + " so far)");
    }

    private static String conditions(JsonNode cluster) {
        var lines = new ArrayList<String>();
        for (JsonNode condition : cluster.path("status").path("conditions")) {
            String reason = condition.path("reason").asText("");
            String message = condition.path("message").asText("");
            lines.add("%-10s %s since %s%s%s"
                    .formatted(
                            condition.path("type").asText(),
                            "True".equals(condition.path("status").asText()) ? "yes" : "no",
                            condition.path("last_transition_time").asText(),
                            reason.isBlank() ? "" : ", " + reason,
                            message.isBlank() ? "" : ": " + message));
        }
        return String.join("\n", lines);
    }
}
