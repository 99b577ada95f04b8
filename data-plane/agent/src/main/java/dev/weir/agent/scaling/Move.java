package dev.weir.agent.scaling;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The next thing to do on the way to the brokers that a cluster shall have. Each may be done twice without harm. */
sealed interface Move {

    /** Nothing to do but to wait: a sentence says for what. */
    record Await(String what) implements Move {}

    /** Give partitions other replicas. */
    record Reassign(Map<TopicPartition, List<Integer>> replicas) implements Move {
        public Reassign {
            replicas = Map.copyOf(replicas);
        }
    }

    /** A record counts as written when so many replicas have it. */
    record RequireInSync(int replicas) implements Move {}

    /** Start one broker anew with what it should be told. */
    record Replace(int node) implements Move {}

    /** All is as it should be. */
    record Settle() implements Move {}
}
