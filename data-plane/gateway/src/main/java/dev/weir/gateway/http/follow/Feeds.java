package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** One feed for each principal of a cluster that follows anything. */
@ApplicationScoped
class Feeds {
    private record Whose(ClusterId cluster, PrincipalId principal) {}

    private final Upstreams upstreams;
    private final FollowConfig config;
    private final Map<Whose, Feed> running = new HashMap<>();

    Feeds(Upstreams upstreams, FollowConfig config) {
        this.upstreams = upstreams;
        this.config = config;
    }

    /** Blocks when there is none yet. */
    synchronized Feed join(ClusterId cluster, PrincipalId principal, Feed.Follower follower) {
        var whose = new Whose(cluster, principal);
        Feed feed = running.get(whose);
        if (feed == null) {
            feed = open(whose);
            feed.join(follower);
            start(whose, feed);
        } else {
            feed.join(follower);
        }
        return feed;
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
        } finally {
            forget(whose, feed);
        }
    }

    private synchronized void forget(Whose whose, Feed feed) {
        running.remove(whose, feed);
    }

    /** Its feed ends with the last follower. */
    synchronized void leave(Feed feed, Feed.Follower follower) {
        if (feed.leave(follower)) {
            running.values().remove(feed);
        }
        feed.wake();
    }
}
