package dev.weir.agent.cluster;

import dev.weir.agent.access.AccessDuty;
import dev.weir.agent.access.AppliedAccess;
import dev.weir.agent.admin.ClusterLogin;
import dev.weir.agent.pursuit.Pursuit;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Who may do what at one cluster: keeps the latest word on it, and brings it to the brokers whenever they run. */
final class AccessKeeping {
    // Each holds a Kafka client.
    private static final Semaphore AT_ONCE = new Semaphore(4, true);

    private final ClusterFiles files;
    private final AccessDuty duty;
    private final Pursuit<Goal> pursuit;
    private @Nullable ClusterAccess wanted;
    private @Nullable List<AclGrant> formattedWith;
    private @Nullable ClusterLogin login;

    AccessKeeping(String cluster, ClusterFiles files, Runnable whenApplied) {
        this.files = files;
        this.duty = new AccessDuty(files.appliedAccess());
        this.pursuit = new Pursuit<>("access " + cluster, this::apply, done -> whenApplied.run());
    }

    void remember() throws IOException {
        wanted = files.access().orElse(null);
    }

    /** What a new cluster's metadata begins with: the latest word, or before there is any, what came with the wish for it. */
    List<AclGrant> firstAcls(ClusterDesired desired) {
        return wanted == null
                ? desired.roles().stream().flatMap(role -> role.acls().stream()).toList()
                : wanted.roles();
    }

    /** The cluster is being made, with these. */
    void begin(List<AclGrant> acls) throws IOException {
        formattedWith = acls;
        noticeWhatIsThere();
    }

    void accept(ClusterAccess news) throws IOException {
        if (wanted != null && news.generation() <= wanted.generation()) {
            return;
        }
        wanted = news;
        files.write(news);
        noticeWhatIsThere();
        if (isPending()) {
            pursue();
        }
    }

    /** The brokers serve; whatever they were away for, they get it now. */
    void reach(ClusterLogin by) throws IOException {
        login = by;
        if (formattedWith == null || isPending()) {
            pursue();
        }
    }

    /** The brokers are elsewhere, or accept something else, from now on. */
    void moved(ClusterLogin by) {
        if (login != null) {
            login = by;
        }
    }

    void leave() throws InterruptedException {
        login = null;
        formattedWith = null;
        pursuit.drop();
    }

    /** Whether the brokers don't have the latest word yet. */
    boolean isPending() throws IOException {
        return wanted != null && duty.applied().generation() < wanted.generation();
    }

    String trouble() {
        return pursuit.trouble();
    }

    private void pursue() {
        if (wanted != null && login != null) {
            pursuit.pursue(new Goal(wanted, login));
        }
    }

    /** Mostly the word that comes with a new cluster is what it was made with: then nobody need go there. */
    private void noticeWhatIsThere() throws IOException {
        if (wanted != null
                && formattedWith != null
                && wanted.quotas().isEmpty()
                && duty.applied().equals(AppliedAccess.NOTHING)
                && new HashSet<>(formattedWith).equals(new HashSet<>(wanted.roles()))) {
            duty.isThere(wanted);
        }
    }

    private void apply(Goal goal) throws IOException, InterruptedException {
        AT_ONCE.acquire();
        try {
            duty.perform(goal.access(), goal.login());
        } finally {
            AT_ONCE.release();
        }
    }

    private record Goal(ClusterAccess access, ClusterLogin login) {}
}
