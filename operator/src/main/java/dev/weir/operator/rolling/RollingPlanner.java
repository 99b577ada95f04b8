package dev.weir.operator.rolling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides the next turn. Pure: nothing is remembered between turns, so whoever is ended in between goes on. */
public final class RollingPlanner {
    private RollingPlanner() {}

    /** Whether the brokers' own word is needed for the next turn. */
    public static boolean needsReplicas(List<BrokerPod> pods) {
        return pods.size() > 1
                && pods.stream().anyMatch(BrokerPod::outdated)
                && pods.stream().anyMatch(BrokerPod::ready);
    }

    /**
     * Decides.
     *
     * @param pods of all brokers
     * @param replicas the brokers' word; nothing where it isn't needed or can't be had
     */
    public static Turn next(List<BrokerPod> pods, Optional<Replicas> replicas) {
        List<BrokerPod> outdated = new ArrayList<>(
                pods.stream().filter(pod -> pod.present() && pod.outdated()).toList());
        if (outdated.isEmpty()) {
            return new Turn.Done();
        }
        if (!needsReplicas(pods)) {
            // It is the only one, or nothing serves that it could harm.
            return new Turn.Replace(outdated.getFirst().node());
        }
        if (replicas.isEmpty()) {
            return new Turn.Wait("the brokers don't say how their replicas are");
        }
        int leader = replicas.get().leader();
        outdated.sort(Comparator.comparing(BrokerPod::ready)
                .thenComparing(pod -> pod.node() == leader)
                .thenComparingInt(BrokerPod::node));
        return turn(outdated.getFirst(), pods, replicas.get());
    }

    private static Turn turn(BrokerPod candidate, List<BrokerPod> pods, Replicas replicas) {
        Optional<BrokerPod> away = pods.stream()
                .filter(pod -> pod.node() != candidate.node() && !pod.ready())
                .findFirst();
        if (away.isPresent()) {
            return new Turn.Wait("broker " + away.get().node() + " isn't back yet");
        }
        if (!replicas.spare(candidate.node())) {
            return new Turn.Wait("a partition would have too few replicas in sync without broker " + candidate.node());
        }
        if (candidate.ready() && !replicas.areWhole()) {
            return new Turn.Wait("replicas aren't in sync yet");
        }
        return new Turn.Replace(candidate.node());
    }
}
