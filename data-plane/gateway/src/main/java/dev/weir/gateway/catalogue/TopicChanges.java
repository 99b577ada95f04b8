package dev.weir.gateway.catalogue;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose topics have to be listed, and when. Of each cluster one listing at a time, and after it so long none that its
 * broker and the gateway have most of their time for other things, however often somebody changes something.
 */
@Singleton
public class TopicChanges {
    private static final int REST = 5;

    private final long delayNanos;
    private final long periodNanos;
    private final Map<ClusterId, Due> due = new HashMap<>();
    private final Set<ClusterId> beingListed = new HashSet<>();
    private final Map<ClusterId, Long> restUntil = new HashMap<>();

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
        return due.entrySet().stream().anyMatch(entry -> isDue(entry.getKey(), entry.getValue(), now));
    }

    private boolean isDue(ClusterId cluster, Due task, long now) {
        return task.at() - now <= 0
                && !beingListed.contains(cluster)
                && restUntil.getOrDefault(cluster, now) - now <= 0;
    }

    /** Whoever takes a task says when it is {@link #done}, as no other one for its cluster comes before. */
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
            if (isDue(cluster, task, now)) {
                beingListed.add(cluster);
                tasks.add(new Task(cluster, task.by()));
                // A broker may show a change a little later than it has confirmed it.
                long next = task.again() ? 8 * delayNanos : periodNanos;
                due.put(cluster, new Due(now + next, task.again() ? task.by() : Optional.empty(), false));
            }
        }
        due.keySet().retainAll(running);
        restUntil.keySet().retainAll(running);
        return tasks;
    }

    /** A cluster's topics have been listed, or couldn't be. */
    public void done(ClusterId cluster, Duration taken) {
        done(cluster, taken, System.nanoTime());
    }

    synchronized void done(ClusterId cluster, Duration taken, long now) {
        beingListed.remove(cluster);
        restUntil.put(cluster, now + Math.min(REST * taken.toNanos(), periodNanos));
    }
}
