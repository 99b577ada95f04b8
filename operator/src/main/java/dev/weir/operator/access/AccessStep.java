package dev.weir.operator.access;

import dev.weir.k8s.api.AppliedAccess;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.broker.Design;
import dev.weir.operator.login.BrokerAdmin;
import dev.weir.operator.login.Reach;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings brokers the latest word on who may do what, one step at a time: before quotas are set it is written down whose,
 * so that an operator that dies in between takes them away again when they aren't wanted any more.
 */
public final class AccessStep {
    private static final Logger LOG = Logger.getLogger(AccessStep.class);

    /**
     * What the brokers have, as far as it is known afterwards.
     *
     * @param trouble why they don't have it all; empty when they do, or when it isn't time yet
     */
    public record Outcome(@Nullable AppliedAccess applied, boolean pending, String trouble) {}

    /** Takes the next step, if brokers serve and don't have it yet. */
    public Outcome proceed(Design design, Reach reach, @Nullable ClusterAccess wanted) {
        TenantClusterStatus before = design.cluster().getStatus();
        AppliedAccess applied = before == null ? null : before.access();
        boolean pending = wanted != null && (applied == null || applied.generation() < wanted.generation());
        if (wanted == null || !pending || before == null || before.phase() != Phase.RUNNING || !design.runs()) {
            return new Outcome(applied, pending, "");
        }
        Set<String> named =
                wanted.quotas().stream().map(PrincipalQuota::principal).collect(Collectors.toCollection(TreeSet::new));
        Set<String> perhaps = new TreeSet<>(named);
        if (applied != null) {
            perhaps.addAll(applied.quotas());
        }
        if (!perhaps.isEmpty() && (applied == null || !perhaps.equals(Set.copyOf(applied.quotas())))) {
            return new Outcome(new AppliedAccess(applied == null ? 0 : applied.generation(), perhaps), true, "");
        }
        try (BrokerAdmin admin = reach.open()) {
            new AccessChange(admin, wanted).perform(perhaps);
            LOG.infof("cluster=%s access=%d applied", design.id(), wanted.generation());
            return new Outcome(new AppliedAccess(wanted.generation(), named), false, "");
        } catch (IOException e) {
            return new Outcome(applied, true, String.valueOf(e.getMessage()));
        }
    }
}
