package dev.weir.gateway.catalogue;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose topics have to be listed, and when. */
@Singleton
public class TopicChanges {
    private final long delayNanos;
    private final long periodNanos;
    private final Map<ClusterId, Due> due = new HashMap<>();

    private record Due(long at, Optional<PrincipalId> by, boolean again) {}

    /**
     * @param cluster whose topics have to be listed
     * @param by who has changed something, when that was one alone
     */
    public record Task(ClusterId cluster, Optional<PrincipalId> by) {}

    @Inject
    TopicChanges(CatalogueConfig config) {
        this(config.delay(), config.period());
    }

    TopicChanges(Duration delay, Duration period) {
        this.delayNanos = delay.toNanos();
        this.periodNanos = period.toNanos();
    }

    public void changed(ClusterId cluster, PrincipalId by) {
        changed(cluster, by, System.nanoTime());
    }

    synchronized void changed(ClusterId cluster, PrincipalId by, long now) {
        Due before = due.get(cluster);
        if (before == null || !before.again()) {
            due.put(cluster, new Due(now + delayNanos, Optional.of(by), true));
            return;
        }
        boolean alone = before.by().filter(by::equals).isPresent();
        long at = Math.min(before.at() - now, delayNanos) + now;
        due.put(cluster, new Due(at, alone ? Optional.of(by) : Optional.empty(), true));
    }

    /** Whether anything is due that is known to be wanted. */
    public synchronized boolean anyDue() {
        long now = System.nanoTime();
        return due.values().stream().anyMatch(task -> task.at() - now <= 0);
    }

    public List<Task> due(Collection<ClusterId> running) {
        return due(running, System.nanoTime());
    }

    /** What is due of these clusters. Each comes again after the period, or soon after it was changed. */
    synchronized List<Task> due(Collection<ClusterId> running, long now) {
        List<Task> tasks = new ArrayList<>();
        for (ClusterId cluster : running) {
            // Not all at once after a start.
            Due task = due.computeIfAbsent(
                    cluster, id -> new Due(now + Math.floorMod(id.hashCode(), periodNanos), Optional.empty(), false));
            if (task.at() - now <= 0) {
                tasks.add(new Task(cluster, task.by()));
                // A broker may show a change a little later than it has confirmed it.
                long next = task.again() ? 8 * delayNanos : periodNanos;
                due.put(cluster, new Due(now + next, task.again() ? task.by() : Optional.empty(), false));
            }
        }
        due.keySet().retainAll(running);
        return tasks;
    }
}
