package dev.weir.operator.cluster;

import dev.weir.operator.OperatorConfig;
import dev.weir.operator.broker.BrokerFiles;
import dev.weir.operator.broker.BrokerPorts;
import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.login.BrokerAdmin;
import dev.weir.operator.login.Reach;
import dev.weir.operator.rolling.BrokerPod;
import dev.weir.operator.rolling.ReplicaSight;
import dev.weir.operator.rolling.Replicas;
import dev.weir.operator.rolling.RollingPlanner;
import dev.weir.operator.rolling.Turn;
import dev.weir.operator.status.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Brings brokers up to date, one turn at a time. */
final class Rollout {
    private static final Logger LOG = Logger.getLogger(Rollout.class);

    private final KubernetesClient client;
    private final OperatorConfig config;
    private final BrokerFiles files;
    private final Clock clock;

    Rollout(KubernetesClient client, OperatorConfig config, BrokerFiles files, Clock clock) {
        this.client = client;
        this.config = config;
        this.files = files;
        this.clock = clock;
    }

    /** Takes the next turn. */
    Turn proceed(Design design, Crew crew) {
        if (!design.runs() || !crew.isSeen()) {
            return new Turn.Done();
        }
        List<BrokerPod> brokers = crew.brokers();
        Optional<Replicas> replicas = RollingPlanner.needsReplicas(brokers) ? look(design, brokers) : Optional.empty();
        Turn turn = RollingPlanner.next(brokers, replicas);
        if (turn instanceof Turn.Replace(var node)) {
            crew.pod(node).ifPresent(pod -> replace(design, pod));
        }
        return turn;
    }

    private void replace(Design design, Pod pod) {
        LOG.infof(
                "cluster=%s pod=%s event=replaced",
                design.id(), pod.getMetadata().getName());
        // Only this very pod: another look may already have replaced it.
        client.resource(pod)
                .lockResourceVersion(pod.getMetadata().getResourceVersion())
                .delete();
    }

    private Optional<Replicas> look(Design design, List<BrokerPod> brokers) {
        String servers = brokers.stream()
                .filter(BrokerPod::ready)
                .map(broker -> design.names().host(broker.node()) + ":" + BrokerPorts.INTERNAL)
                .collect(Collectors.joining(","));
        try (BrokerAdmin admin = new Reach(servers, design.secret(), files.authority()).open()) {
            return Optional.of(new ReplicaSight(admin).look());
        } catch (IOException e) {
            LOG.infof("cluster=%s replicas=unknown: %s", design.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Whether the image turns out not to work: brokers ran another one before, and one with this can't be started, or has
     * not served for longer than we wait.
     */
    boolean isRejected(Design design, Crew crew) {
        var before = design.cluster().getStatus();
        if (before == null || before.image() == null || before.image().equals(design.image())) {
            return false;
        }
        return IntStream.range(0, crew.size())
                .mapToObj(crew::pod)
                .flatMap(Optional::stream)
                .filter(pod -> design.image().equals(image(pod)) && !Crew.isReady(pod))
                .anyMatch(pod -> isHopeless(pod) || age(pod).compareTo(config.rollPatience()) > 0);
    }

    private boolean isHopeless(Pod pod) {
        return Trouble.of(pod, clock.instant()).map(Trouble::hopeless).orElse(false);
    }

    private Duration age(Pod pod) {
        return Duration.between(Instant.parse(pod.getMetadata().getCreationTimestamp()), clock.instant());
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }
}
