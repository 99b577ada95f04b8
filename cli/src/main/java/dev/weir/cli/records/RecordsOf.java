package dev.weir.cli.records;

import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.terminal.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A few records at once, for those who know how many they want. */
public final class RecordsOf {
    private static final Duration POLL = Duration.ofMillis(500);

    private RecordsOf() {}

    /** @return how many were acknowledged */
    public static long sendOverKafka(ClusterAccess cluster, String topic, List<String> lines, String separator) {
        try (RecordSink sink = new KafkaSink(cluster, topic)) {
            sink.send(lines.stream()
                    .map(line -> Line.parse(line, separator).orElseThrow())
                    .toList());
            return sink.finish().count();
        }
    }

    public static List<Consumed> overKafka(ClusterAccess cluster, String topic, int count, Duration patience) {
        return read(new KafkaSource(cluster, topic, null, true), topic, count, patience);
    }

    public static List<Consumed> overHttp(KafkaRest rest, String topic, int count, Duration patience) {
        return read(new HttpSource(rest, topic, true), topic, count, patience);
    }

    /** All of them, or more if there are more. */
    private static List<Consumed> read(RecordSource source, String topic, int count, Duration patience) {
        var records = new ArrayList<Consumed>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (source) {
            while (records.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new Failure("only " + records.size() + " of " + count + " records of " + topic
                            + " came within " + patience.toSeconds() + " s");
                }
                records.addAll(source.poll(POLL));
            }
        }
        return records;
    }
}
