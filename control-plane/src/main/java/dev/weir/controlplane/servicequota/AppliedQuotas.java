package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.plan.Quota.Reading;
import dev.weir.controlplane.plan.Usage;
import dev.weir.controlplane.plan.UsageRows;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.servicequota.ClusterUsageRows.ClusterUsage;
import dev.weir.controlplane.servicequota.ClusterUsageRows.Filter;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.cluster.ClusterLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lists quotas. A quota's place is its cluster's, followed by its own place among the cluster's; those of the
 * organization are all at the beginning of time, in the order of their ids.
 */
@ApplicationScoped
class AppliedQuotas {
    private static final String SEPARATOR = "/";

    private final Database database;
    private final UsageRows usage;
    private final ClusterUsageRows clusters;

    AppliedQuotas(Database database, UsageRows usage, ClusterUsageRows clusters) {
        this.database = database;
        this.usage = usage;
        this.clusters = clusters;
    }

    /** @param only the one quota that is wanted; null for all */
    Page<AppliedQuota> ofOrganization(PageRequest request, @Nullable Quota only) {
        List<AppliedQuota> all = database.inNewTransaction(connection -> {
            Usage used = used(connection, request);
            return Quota.ofOrganizations()
                    .filter(quota -> only == null || quota == only)
                    .map(quota -> ofOrganization(quota, used))
                    .sorted(Comparator.comparing(applied -> applied.position().id()))
                    .toList();
        });
        return page(request, all, all.size());
    }

    /** @param only the one quota that is wanted; null for all */
    Page<AppliedQuota> ofClusters(PageRequest request, Filter filter, @Nullable Quota only) {
        List<Quota> wanted = Quota.ofClusters()
                .filter(quota -> only == null || quota == only)
                .toList();
        return database.inNewTransaction(connection -> {
            Usage used = used(connection, request);
            int enough = wanted.isEmpty() ? 0 : request.size() / wanted.size() + 2;
            List<AppliedQuota> found = clusters.from(connection, filter, ofCluster(request.after()), enough).stream()
                    .flatMap(cluster ->
                            IntStream.range(0, wanted.size()).mapToObj(i -> ofCluster(wanted.get(i), i, cluster, used)))
                    .toList();
            return page(request, found, wanted.size() * clusters.count(connection, filter));
        });
    }

    private Usage used(Connection connection, PageRequest request) throws SQLException {
        return usage.of(connection, request.organization())
                .orElseThrow(() -> new IllegalStateException("no organization " + request.organization()));
    }

    private static AppliedQuota ofOrganization(Quota quota, Usage used) {
        var reading = (Reading.OfOrganization) quota.reading();
        return new AppliedQuota(
                quota,
                null,
                reading.value().applyAsLong(used.plan().organization()),
                reading.value().applyAsLong(used.effective().organization()),
                used.counts().get(quota),
                new Position(Instant.EPOCH, quota.id()));
    }

    private static AppliedQuota ofCluster(Quota quota, int index, ClusterUsage cluster, Usage used) {
        var reading = (Reading.OfCluster) quota.reading();
        ClusterLimits byDefault = Objects.requireNonNull(used.plan().clusters().get(cluster.kind()));
        ClusterLimits applied =
                Objects.requireNonNull(used.effective().clusters().get(cluster.kind()));
        return new AppliedQuota(
                quota,
                cluster,
                reading.value().applyAsLong(byDefault),
                reading.value().applyAsLong(applied),
                counted(quota, cluster),
                new Position(cluster.createdAt(), cluster.id() + SEPARATOR + ordinal(index)));
    }

    private static @Nullable Long counted(Quota quota, ClusterUsage cluster) {
        if (quota == Quota.CLUSTER_API_KEYS) {
            return cluster.apiKeys();
        }
        return quota == Quota.CLIENT_QUOTAS ? cluster.clientQuotas() : null;
    }

    private static Page<AppliedQuota> page(PageRequest request, List<AppliedQuota> found, long total) {
        var rest = new ArrayList<AppliedQuota>();
        for (AppliedQuota quota : found) {
            if (isBehind(quota.position(), request.after())) {
                rest.add(quota);
            }
        }
        if (rest.size() <= request.size()) {
            return new Page<>(request, rest, null, total);
        }
        List<AppliedQuota> shown = rest.subList(0, request.size());
        return new Page<>(request, shown, shown.getLast().position(), total);
    }

    private static boolean isBehind(Position position, Position after) {
        int time = position.createdAt().compareTo(after.createdAt());
        return time > 0 || (time == 0 && position.id().compareTo(after.id()) > 0);
    }

    /** Where the cluster of a quota's position begins. */
    private static Position ofCluster(Position position) {
        int end = position.id().indexOf(SEPARATOR);
        return new Position(
                position.createdAt(), end < 0 ? position.id() : position.id().substring(0, end));
    }

    private static String ordinal(int number) {
        return "%03d".formatted(number);
    }
}
