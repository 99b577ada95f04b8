package dev.weir.cli.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.api.ApiFailure;
import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.cluster.Clusters;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the lines of standard input. */
@Command(
        name = "produce",
        description = "Send each line of standard input as a record, acknowledged by all replicas.",
        footer = {
            "",
            "With --json: {\"topic\",\"acknowledged\":N,"
                    + "\"partitions\":[{\"partition\",\"acknowledged\",\"first_offset\",\"last_offset\"}]}",
            "",
            "Examples:",
            "  echo \"Good morning\" | weir produce news",
            "  printf 'user1,login website\\nuser2,logout\\n' | weir produce events --key-separator ,",
            "  weir produce news --http < news.txt"
        })
public final class ProduceCommand implements Runnable {
    private static final int BATCH = 500;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "TOPIC", description = "Where to.")
    private String topic = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Id or name; the one in use by default.")
    private @Nullable String cluster;

    @Option(
            names = "--key-separator",
            paramLabel = "TEXT",
            description = "Each line is KEY, this text, VALUE. Without it records have no keys.")
    private @Nullable String separator;

    @Option(names = "--http", description = "Over HTTP instead of the Kafka protocol.")
    private boolean http;

    @Override
    public void run() {
        Session session = common.session();
        ClusterAccess access = new Clusters(session).access(cluster, null);
        var rest = new KafkaRest(access);
        requireTopic(rest);
        try (RecordSink sink = http ? new HttpSink(rest, topic) : new KafkaSink(access, topic)) {
            sendAll(sink, new BufferedReader(new InputStreamReader(System.in, UTF_8)));
            Acknowledged acknowledged = sink.finish();
            session.output().result(acknowledged.json(topic), acknowledged.text(topic));
        }
    }

    /** A Kafka producer would wait for a minute for a topic that isn't there. */
    private void requireTopic(KafkaRest rest) {
        try {
            rest.topic(topic);
        } catch (ApiFailure e) {
            if (e.status() == 404) {
                throw new Failure("there is no topic " + topic + ": make it with `weir topic create " + topic + "`", e);
            }
        } catch (Failure e) {
            // Whether records can be sent is for the way that was asked for to say.
        }
    }

    /** What is typed goes out line by line, what is piped in larger pieces. */
    private void sendAll(RecordSink sink, BufferedReader input) {
        var batch = new ArrayList<Line>();
        long number = 0;
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                number++;
                Optional<Line> record = Line.parse(line, separator);
                if (record.isEmpty()) {
                    sink.send(batch);
                    throw new Failure("line " + number + " has no key separator \"" + separator + "\": " + line + " ("
                            + sink.finish().count() + " records before it were acknowledged)");
                }
                batch.add(record.get());
                if (batch.size() == BATCH || !input.ready()) {
                    sink.send(List.copyOf(batch));
                    batch.clear();
                }
            }
        } catch (IOException e) {
            throw new Failure("can't read standard input: " + e.getMessage(), e);
        }
        if (!batch.isEmpty()) {
            sink.send(batch);
        }
    }
}
