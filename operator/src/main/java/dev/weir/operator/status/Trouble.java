package dev.weir.operator.status;

import dev.weir.operator.broker.Crew;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Why a broker doesn't run, as far as Kubernetes says.
 *
 * @param reason one word
 * @param message a sentence
 * @param hopeless whether waiting won't help
 */
public record Trouble(String reason, String message, boolean hopeless) {
    private static final String IMAGE_MISSING = "ImageMissing";

    private static final Set<String> NO_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError");
    private static final int MANY_ENDS = 5;
    /** A pod that is new has no place until its volume is there; with many at once, for some seconds. */
    private static final Duration PLACED = Duration.ofSeconds(5);

    /** The first broker's that has any. */
    static Optional<Trouble> of(Crew crew, Instant now) {
        return pods(crew)
                .filter(pod -> !Crew.isReady(pod))
                .map(pod -> of(pod, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    public static Optional<Trouble> of(Pod pod, Instant now) {
        return unschedulable(pod, now).or(() -> container(pod));
    }

    /** How long until a pod that has no place yet is in trouble. */
    public static Optional<Duration> soon(Crew crew, Instant now) {
        return pods(crew)
                .flatMap(pod -> unplaced(pod).stream())
                .map(condition -> Duration.between(now, since(condition).plus(PLACED)))
                .filter(left -> !left.isNegative())
                .min(Comparator.naturalOrder());
    }

    /** Whether a broker has no place yet, however new it is. */
    static boolean isUnplaced(Crew crew) {
        return pods(crew).anyMatch(pod -> unplaced(pod).isPresent());
    }

    private static Stream<Pod> pods(Crew crew) {
        return IntStream.range(0, crew.size()).mapToObj(crew::pod).flatMap(Optional::stream);
    }

    private static Optional<PodCondition> unplaced(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        condition.getType().equals("PodScheduled") && "False".equals(condition.getStatus()))
                .findFirst();
    }

    private static Optional<Trouble> unschedulable(Pod pod, Instant now) {
        return unplaced(pod)
                .filter(condition -> since(condition).plus(PLACED).isBefore(now))
                .map(condition -> new Trouble("Unschedulable", String.valueOf(condition.getMessage()), false));
    }

    private static Instant since(PodCondition condition) {
        String since = condition.getLastTransitionTime();
        return since == null ? Instant.EPOCH : Instant.parse(since);
    }

    private static Optional<Trouble> container(Pod pod) {
        List<ContainerStatus> statuses =
                pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                        ? List.of()
                        : pod.getStatus().getContainerStatuses();
        return statuses.stream()
                .map(Trouble::container)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Trouble> container(ContainerStatus status) {
        var waiting = status.getState() == null ? null : status.getState().getWaiting();
        if (waiting != null && NO_IMAGE.contains(waiting.getReason())) {
            return Optional.of(new Trouble(
                    IMAGE_MISSING, "the image " + status.getImage() + " can't be had: " + waiting.getReason(), true));
        }
        var last = status.getLastState() == null ? null : status.getLastState().getTerminated();
        if (last != null && !Boolean.TRUE.equals(status.getReady())) {
            return Optional.of(new Trouble(
                    "BrokerExited",
                    "a broker has ended with exit code " + last.getExitCode() + " (" + last.getReason()
                            + ") and is started again",
                    status.getRestartCount() >= MANY_ENDS));
        }
        return Optional.empty();
    }
}
