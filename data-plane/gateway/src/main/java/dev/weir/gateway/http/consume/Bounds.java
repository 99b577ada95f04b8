package dev.weir.gateway.http.consume;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.Upstream;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets a partition has for readers.
 *
 * @param first the first record that is kept
 * @param end where the next committed record will be
 */
public record Bounds(long first, long end) {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    public static Bounds of(Admin admin, TopicPartition partition) {
        ListOffsetsResult first = ask(admin, partition, OffsetSpec.earliest());
        ListOffsetsResult end = ask(admin, partition, OffsetSpec.latest());
        return new Bounds(offset(first, partition), offset(end, partition));
    }

    /** Where to begin; an offset that is no longer kept, or never was one, is a problem. */
    public long resolve(Admin admin, ReadRequest request) {
        return switch (request.start()) {
            case Start.Earliest _ -> first;
            case Start.Latest _ -> end;
            case Start.Timestamp(long millis) -> {
                long found =
                        offset(ask(admin, request.partition(), OffsetSpec.forTimestamp(millis)), request.partition());
                yield found < 0 ? end : found;
            }
            case Start.Offset(long offset) -> {
                if (offset < first) {
                    throw new Problem.Invalid("Offset " + offset + " is out of range: partition "
                                    + request.partition().partition() + " of topic "
                                    + request.partition().topic() + " has offsets from " + first + " to " + end + ".")
                            .asException();
                }
                yield offset;
            }
        };
    }

    private static ListOffsetsResult ask(Admin admin, TopicPartition partition, OffsetSpec what) {
        return admin.listOffsets(Map.of(partition, what), COMMITTED);
    }

    private static long offset(ListOffsetsResult result, TopicPartition partition) {
        return Upstream.await(result.partitionResult(partition)).offset();
    }
}
