package dev.weir.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.terminal.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kafka REST of one cluster, with the cluster's key. */
public final class KafkaRest {
    private final JsonHttp http;
    private final String prefix;

    public KafkaRest(ClusterAccess cluster) {
        this.http = new JsonHttp(cluster.http(), cluster.key());
        this.prefix = "/kafka/v3/clusters/" + cluster.id();
    }

    /** The path of a topic, or with an empty name of all topics. */
    public String topicPath(String topic) {
        return prefix + "/topics" + (topic.isEmpty() ? "" : "/" + JsonHttp.encode(topic));
    }

    public List<JsonNode> topics() {
        return data(http.get(topicPath("")));
    }

    public JsonNode topic(String topic) {
        return http.get(topicPath(topic));
    }

    public List<JsonNode> configs(String topic) {
        return data(http.get(topicPath(topic) + "/configs"));
    }

    public List<JsonNode> partitions(String topic) {
        return data(http.get(topicPath(topic) + "/partitions"));
    }

    /** @param partitions null leaves it to the cluster */
    public JsonNode createTopic(String topic, @Nullable Integer partitions, Map<String, String> configs) {
        ObjectNode body = Management.object().put("topic_name", topic);
        if (partitions != null) {
            body.put("partitions_count", partitions);
        }
        var entries = body.putArray("configs");
        configs.forEach((name, value) -> entries.addObject().put("name", name).put("value", value));
        return http.post(topicPath(""), body);
    }

    public void deleteTopic(String topic) {
        http.delete(topicPath(topic));
    }

    /** One record as the API takes it, key and value as strings. */
    public static ObjectNode record(@Nullable String key, String value) {
        ObjectNode body = Management.object();
        if (key != null) {
            body.putObject("key").put("type", "STRING").put("data", key);
        }
        body.putObject("value").put("type", "STRING").put("data", value);
        return body;
    }

    /** Sends records in one request, and gives one report for each, in order. */
    public List<JsonNode> produce(String topic, List<ObjectNode> records) {
        var body = new StringBuilder();
        records.forEach(record -> body.append(record).append('\n'));
        String answer = http.exchange("POST", topicPath(topic) + "/records", body.toString());
        var reports = new ArrayList<JsonNode>();
        try (var values = JsonHttp.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(answer)) {
            while (values.hasNextValue()) {
                reports.add(checked(values.nextValue()));
            }
        } catch (JsonProcessingException e) {
            throw new Failure("the server's answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a string can be read", e);
        }
        if (reports.size() != records.size()) {
            throw new Failure(records.size() + " records were sent, but " + reports.size() + " reported");
        }
        return reports;
    }

    /** The answer of a stateless consume. */
    public JsonNode consume(String topic, int partition, String query) {
        return http.get(topicPath(topic) + "/partitions/" + partition + "/records?" + query);
    }

    private static JsonNode checked(JsonNode report) {
        int code = report.path("error_code").asInt(200);
        if (code >= 300) {
            throw new ApiFailure(
                    code, Integer.toString(code), report.path("message").asText("a record was refused"));
        }
        return report;
    }

    private static List<JsonNode> data(JsonNode list) {
        var items = new ArrayList<JsonNode>();
        list.path("data").forEach(items::add);
        return items;
    }
}
