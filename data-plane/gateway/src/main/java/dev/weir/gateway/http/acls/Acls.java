package dev.weir.gateway.http.acls;

import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** The ACLs of a caller's cluster. Changes answer when the next request can see them. */
@ApplicationScoped
class Acls {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long STEP = Duration.ofMillis(3).toNanos();

    Collection<AclBinding> find(Upstream upstream, AclBindingFilter filter) {
        return Upstream.await(upstream.admin().describeAcls(filter).values());
    }

    void create(Upstream upstream, List<AclBinding> acls) {
        Upstream.await(upstream.admin().createAcls(acls).all());
        acls.forEach(acl -> awaitPresence(upstream, acl, true));
    }

    Collection<AclBinding> delete(Upstream upstream, AclBindingFilter filter) {
        Collection<AclBinding> deleted =
                Upstream.await(upstream.admin().deleteAcls(List.of(filter)).all());
        deleted.forEach(acl -> awaitPresence(upstream, acl, false));
        return deleted;
    }

    private void awaitPresence(Upstream upstream, AclBinding acl, boolean present) {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < PATIENCE
                    && find(upstream, acl.toFilter()).contains(acl) != present) {
                LockSupport.parkNanos(STEP);
            }
        } catch (ProblemException _) {
            // The change is made; the caller may not be allowed to look at it.
        }
    }
}
