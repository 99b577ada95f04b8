package dev.weir.cli.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.api.Management;
import dev.weir.cli.cluster.Clusters;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Topics of the cluster in use. */
@Command(
        name = "topic",
        synopsisSubcommandLabel = "COMMAND",
        description = "Topics of a cluster.",
        footer = {"", "Examples:", "  weir topic create news --partitions 3", "  weir topic describe news"})
public final class TopicCommand {
    private static final String WHICH = "Id or name; the one in use by default.";
    private static final String CHANGED = "DYNAMIC_TOPIC_CONFIG";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "create",
            description = "Make a topic.",
            footer = {
                "",
                "With --json: {\"topic_name\",\"partitions_count\",\"replication_factor\",…}",
                "",
                "Examples:",
                "  weir topic create news",
                "  weir topic create events --partitions 3 --config retention.ms=3600000"
            })
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "TOPIC", description = "Its name.") String topic,
            @Option(names = "--cluster", paramLabel = "CLUSTER", description = WHICH) @Nullable String cluster,
            @Option(names = "--partitions", paramLabel = "N", description = "How many; the cluster decides by default.")
                    @Nullable
                    Integer partitions,
            @Option(names = "--config", paramLabel = "NAME=VALUE", description = "A setting; may be repeated.")
                    @Nullable
                    Map<String, String> configs) {
        Session session = common.session();
        JsonNode made = rest(session, cluster).createTopic(topic, partitions, configs == null ? Map.of() : configs);
        session.output().result(made, "made topic " + topic + partitionsOf(made));
        return 0;
    }

    @Command(
            name = "list",
            description = "List the topics.",
            footer = {"", "With --json: [{\"topic_name\",\"partitions_count\",\"replication_factor\",\"is_internal\"}]"
            })
    int list(
            @Mixin CommonOptions common,
            @Option(names = "--cluster", paramLabel = "CLUSTER", description = WHICH) @Nullable String cluster) {
        Session session = common.session();
        List<JsonNode> topics = rest(session, cluster).topics();
        var table = new Table("TOPIC", "PARTITIONS", "REPLICAS");
        for (JsonNode topic : topics) {
            table.row(
                    topic.path("topic_name").asText(),
                    topic.path("partitions_count").asText(),
                    topic.path("replication_factor").asText());
        }
        session.output().result(topics, table.isEmpty() ? "no topics" : table.render());
        return 0;
    }

    @Command(
            name = "describe",
            description = "Show a topic and the settings that were changed.",
            footer = {"", "With --json: {\"topic_name\",\"partitions_count\",…,\"configs\":{\"retention.ms\":\"…\"}}"})
    int describe(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "TOPIC", description = "Its name.") String topic,
            @Option(names = "--cluster", paramLabel = "CLUSTER", description = WHICH) @Nullable String cluster) {
        Session session = common.session();
        KafkaRest rest = rest(session, cluster);
        JsonNode found = rest.topic(topic);
        var changed = new LinkedHashMap<String, String>();
        for (JsonNode config : rest.configs(topic)) {
            if (CHANGED.equals(config.path("source").asText())) {
                changed.put(config.path("name").asText(), config.path("value").asText());
            }
        }
        var json = Management.object();
        found.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
        var configs = JsonNodeFactory.instance.objectNode();
        changed.forEach(configs::put);
        json.set("configs", configs);
        session.output().result(json, """
                        topic       %s
                        partitions  %s
                        replicas    %s
                        settings    %s""".formatted(
                        found.path("topic_name").asText(),
                        found.path("partitions_count").asText(),
                        found.path("replication_factor").asText(),
                        changed.isEmpty() ? "none changed" : changed));
        return 0;
    }

    @Command(name = "delete", description = "Delete a topic with its records.")
    int delete(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "TOPIC", description = "Its name.") String topic,
            @Option(names = "--cluster", paramLabel = "CLUSTER", description = WHICH) @Nullable String cluster) {
        Session session = common.session();
        rest(session, cluster).deleteTopic(topic);
        session.output().result(Management.object().put("deleted", topic), "deleted topic " + topic);
        return 0;
    }

    private static String partitionsOf(JsonNode topic) {
        int partitions = topic.path("partitions_count").asInt();
        return partitions == 0 ? "" : " with " + partitions + (partitions == 1 ? " partition" : " partitions");
    }

    private static KafkaRest rest(Session session, @Nullable String cluster) {
        return new KafkaRest(new Clusters(session).access(cluster, null));
    }
}
