package dev.weir.cli.records;

import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.cluster.Clusters;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Output;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints records as they come. */
@Command(
        name = "consume",
        description = "Print the records of a topic, each as a line, until Ctrl-C or --max.",
        footer = {
            "",
            "With --json each line is {\"partition\",\"offset\",\"timestamp\",\"key\",\"value\"}.",
            "",
            "Examples:",
            "  weir consume news --from-beginning --max 3",
            "  weir consume events --group billing --key-separator ,",
            "  weir consume events --http --from-beginning --positions"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
public final class ConsumeCommand implements Runnable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long GOODBYE_SECONDS = 3;

    @Spec
    private CommandSpec command;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "TOPIC", description = "Where from.")
    private String topic = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Id or name; the one in use by default.")
    private @Nullable String cluster;

    @Option(names = "--from-beginning", description = "Start with the oldest record instead of the next new one.")
    private boolean fromBeginning;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Share the partitions with others of the group, and go on where it stopped.")
    private @Nullable String group;

    @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Stop when nothing came for so long.")
    private @Nullable Long timeout;

    @Option(names = "--key-separator", paramLabel = "TEXT", description = "Print KEY, this text, VALUE.")
    private @Nullable String separator;

    @Option(names = "--positions", description = "Print partition and offset before each record.")
    private boolean positions;

    @Option(names = "--http", description = "Over HTTP instead of the Kafka protocol.")
    private boolean http;

    private volatile boolean stopping;

    @Override
    public void run() {
        if (http && group != null) {
            throw new ParameterException(command.commandLine(), "--http reads without a group");
        }
        Session session = common.session();
        ClusterAccess access = new Clusters(session).access(cluster, null);
        var ended = new CountDownLatch(1);
        // A group hears at once that a member left on Ctrl-C, instead of waiting for its session to end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            awaitEnd(ended);
        }));
        try (RecordSource source = http
                ? new HttpSource(new KafkaRest(access), topic, fromBeginning)
                : new KafkaSource(access, topic, group, fromBeginning)) {
            read(source, session.output());
        } finally {
            ended.countDown();
        }
    }

    private void read(RecordSource source, Output output) {
        long left = max;
        long lastCame = System.nanoTime();
        while (left > 0 && !stopping) {
            List<Consumed> records = source.poll(POLL);
            if (records.isEmpty()) {
                if (timeout != null && System.nanoTime() - lastCame > TimeUnit.SECONDS.toNanos(timeout)) {
                    return;
                }
                continue;
            }
            List<Consumed> wanted = records.subList(0, (int) Math.min(left, records.size()));
            wanted.forEach(record -> print(record, output));
            if (!output.flush()) {
                return;
            }
            source.done(wanted);
            left -= wanted.size();
            lastCame = System.nanoTime();
        }
    }

    private void print(Consumed record, Output output) {
        if (output.json()) {
            output.object(record.json());
            return;
        }
        String where = positions ? "partition %d offset %d  ".formatted(record.partition(), record.offset()) : "";
        String key = separator == null ? "" : (record.key() == null ? "" : record.key()) + separator;
        output.data(where + key + (record.value() == null ? "" : record.value()));
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            if (!ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
