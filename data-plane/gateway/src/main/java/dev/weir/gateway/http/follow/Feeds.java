package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.KeyLocks;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One feed for each principal of a cluster that follows anything. */
@ApplicationScoped
class Feeds {
    /** Whose a feed is. */
    record Whose(ClusterId cluster, PrincipalId principal) {}

    private final Upstreams upstreams;
    private final FollowConfig config;
    private final Map<Whose, Feed> running = new ConcurrentHashMap<>();
    /** A cluster may have to be waited for. */
    private final KeyLocks<Whose> locks = new KeyLocks<>();

    Feeds(Upstreams upstreams, FollowConfig config) {
        this.upstreams = upstreams;
        this.config = config;
    }

    /** Blocks when there is none yet. */
    Feed join(Whose whose, Feed.Follower follower) {
        return locks.locked(whose, () -> {
            Feed feed = running.get(whose);
            if (feed == null) {
                feed = open(whose);
                feed.join(follower);
                start(whose, feed);
            } else {
                feed.join(follower);
            }
            return feed;
        });
    }

    private Feed open(Whose whose) {
        Upstream upstream = upstreams.open(whose.cluster(), whose.principal());
        try {
            Feed feed = new Feed(upstream, config);
            running.put(whose, feed);
            return feed;
        } catch (RuntimeException e) {
            upstream.close();
            throw e;
        }
    }

    private void start(Whose whose, Feed feed) {
        Thread.ofVirtual().name("weir-http-feed").start(() -> run(whose, feed));
    }

    private void run(Whose whose, Feed feed) {
        try {
            feed.run();
        } catch (RuntimeException e) {
            // First nobody can join it any more; then all who did hear of it.
            forget(whose, feed);
            feed.fail(Refusal.of(e));
        } finally {
            forget(whose, feed);
        }
    }

    private void forget(Whose whose, Feed feed) {
        locks.locked(whose, () -> running.remove(whose, feed));
    }

    /** Its feed ends with the last follower. */
    void leave(Whose whose, Feed feed, Feed.Follower follower) {
        locks.locked(whose, () -> feed.leave(follower) && running.remove(whose, feed));
        feed.wake();
    }
}
