package dev.weir.agent.cluster;

import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what became of one cluster, each thing once, and remembers over restarts what it told. */
final class StatusVoice {
    private final String cluster;
    private final ClusterFiles files;
    private final StatusReports reports;
    private final Runnable whenDeleted;
    private @Nullable ClusterStatus told;

    StatusVoice(String cluster, ClusterFiles files, StatusReports reports, Runnable whenDeleted) {
        this.cluster = cluster;
        this.files = files;
        this.reports = reports;
        this.whenDeleted = whenDeleted;
    }

    void remember() throws IOException {
        told = files.status().orElse(null);
    }

    Optional<Phase> last() {
        return Optional.ofNullable(told).map(ClusterStatus::phase);
    }

    /** How many brokers it told of. */
    int nodes() {
        return told == null ? 0 : told.nodes().size();
    }

    void tell(long generation, Assessment found, List<NodeAddress> nodes) {
        var status = new ClusterStatus(
                ClusterStatus.SCHEMA,
                cluster,
                generation,
                nextSequence(),
                found.phase(),
                nodes,
                null,
                found.reason(),
                found.message(),
                System.currentTimeMillis());
        if (told == null || !says(told, status) || found.phase() == Phase.DELETED) {
            send(status);
        }
    }

    /** Somebody asks for what they should know already. */
    void tellAgain(long generation) {
        ClusterStatus last = told;
        if (last != null && last.generation() == generation) {
            send(new ClusterStatus(
                    last.schema(),
                    last.cluster(),
                    last.generation(),
                    nextSequence(),
                    last.phase(),
                    last.nodes(),
                    last.certificateAuthority(),
                    last.reason(),
                    last.message(),
                    System.currentTimeMillis()));
        }
    }

    private void send(ClusterStatus status) {
        told = status;
        var stored = reports.send(status);
        if (status.phase() == Phase.DELETED) {
            stored.thenRun(whenDeleted);
            return;
        }
        try {
            files.write(status);
        } catch (IOException e) {
            System.getLogger("weir")
                    .log(System.Logger.Level.WARNING, "cluster=" + cluster + " status.json can't be written", e);
        }
    }

    // Grows over restarts of the agent too, whose clock may have been set back.
    private long nextSequence() {
        return Math.max(told == null ? 0 : told.sequence() + 1, System.currentTimeMillis());
    }

    private static boolean says(ClusterStatus one, ClusterStatus other) {
        return one.generation() == other.generation()
                && one.phase() == other.phase()
                && one.nodes().equals(other.nodes())
                && one.reason().equals(other.reason())
                && one.message().equals(other.message());
    }
}
