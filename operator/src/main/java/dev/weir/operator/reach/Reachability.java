package dev.weir.operator.reach;

import dev.weir.operator.login.Reach;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each cluster whether its brokers can be reached. Looks beside the reconciler, a few at a time, and says so
 * when something has become otherwise; whoever is out of reach is looked at again after ever longer pauses.
 *
 * @param <K> by what clusters are known
 */
public final class Reachability<K> {
    /** One look at all brokers of a cluster. */
    public interface Look {
        /** What it shows; may take seconds. */
        Sight at(Reach reach);
    }

    /** Each may wait seconds for somebody who does not answer, and costs little meanwhile. */
    private static final int AT_ONCE = 16;

    private final Look look;
    private final Duration firstPause;
    private final Duration longestPause;
    private final Consumer<K> news;
    private final ScheduledExecutorService lookers = Executors.newScheduledThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("reach-", 0).factory());
    private final Map<K, Watch> watches = new ConcurrentHashMap<>();

    /**
     * Of what is watched.
     *
     * @param brokers which brokers: others with the same names are looked at anew
     */
    private record Watch(
            String brokers, Reach reach, @Nullable Sight sight, Duration pause) {}

    /**
     * Begins with nothing.
     *
     * @param news told whose brokers have come into reach, or out of it
     */
    public Reachability(Look look, Duration firstPause, Duration longestPause, Consumer<K> news) {
        this.look = look;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
        this.news = news;
    }

    /** What is known of these brokers; nothing before the first look, which this begins. */
    public Optional<Sight> of(K cluster, String brokers, Reach reach) {
        Watch known = watches.get(cluster);
        if (known != null && known.brokers().equals(brokers)) {
            return Optional.ofNullable(known.sight());
        }
        var fresh = new Watch(brokers, reach, null, firstPause);
        watches.put(cluster, fresh);
        schedule(cluster, fresh, Duration.ZERO);
        return Optional.empty();
    }

    /** Looks no more. */
    public void forget(K cluster) {
        watches.remove(cluster);
    }

    private void schedule(K cluster, Watch watch, Duration pause) {
        var _ = lookers.schedule(() -> proceed(cluster, watch), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void proceed(K cluster, Watch watch) {
        if (!watch.equals(watches.get(cluster))) {
            return;
        }
        Sight sight = look.at(watch.reach());
        var next = new Watch(watch.brokers(), watch.reach(), sight, longer(watch.pause()));
        if (!watches.replace(cluster, watch, next)) {
            return;
        }
        if (!sight.reachable()) {
            schedule(cluster, next, watch.pause());
        }
        if (!sight.equals(watch.sight())) {
            news.accept(cluster);
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longestPause) < 0 ? twice : longestPause;
    }
}
