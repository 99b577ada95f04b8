package dev.weir.operator.broker;

import dev.weir.operator.rolling.BrokerPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster, beside what its StatefulSet says that they should be.
 *
 * @param size how many there should be
 * @param set the StatefulSet, as it is
 * @param pods by name
 */
public record Crew(int size, StatefulSet set, Map<String, Pod> pods) {
    private static final String REVISION = "controller-revision-hash";

    public static Crew of(StatefulSet set, int size, List<Pod> pods) {
        return new Crew(
                size,
                set,
                pods.stream().collect(Collectors.toMap(pod -> pod.getMetadata().getName(), Function.identity())));
    }

    /** Those that aren't being ended. */
    public List<BrokerPod> brokers() {
        return IntStream.range(0, size).mapToObj(this::broker).toList();
    }

    private BrokerPod broker(int node) {
        return pod(node)
                .map(pod -> new BrokerPod(node, true, isReady(pod), isOutdated(pod)))
                .orElseGet(() -> new BrokerPod(node, false, false, false));
    }

    public Optional<Pod> pod(int node) {
        return Optional.ofNullable(pods.get(set.getMetadata().getName() + "-" + node))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
    }

    /** What all brokers run; nothing while they run several. */
    public Optional<String> image() {
        List<String> images = IntStream.range(0, size)
                .mapToObj(this::pod)
                .flatMap(Optional::stream)
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .distinct()
                .toList();
        return images.size() == 1 && ready() == size ? Optional.of(images.getFirst()) : Optional.empty();
    }

    /** Which pods these are: others have others. */
    public String uids() {
        return pods.values().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .collect(Collectors.joining(","));
    }

    public long ready() {
        return brokers().stream().filter(BrokerPod::ready).count();
    }

    /** Until the StatefulSet's controller has seen the template, it doesn't say which revision that is. */
    public boolean isSeen() {
        Long observed = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
        return observed != null && observed >= set.getMetadata().getGeneration();
    }

    private boolean isOutdated(Pod pod) {
        String revision = set.getStatus() == null ? null : set.getStatus().getUpdateRevision();
        return isSeen() && revision != null && !revision.equals(label(pod));
    }

    private static @Nullable String label(Pod pod) {
        return pod.getMetadata().getLabels().get(REVISION);
    }

    public static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
