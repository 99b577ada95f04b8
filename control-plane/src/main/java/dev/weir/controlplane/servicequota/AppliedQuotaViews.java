package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.servicequota.ClusterUsageRows.ClusterUsage;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients see of an applied quota. */
@ApplicationScoped
class AppliedQuotaViews {
    static final String PATH = "/service-quota/v1/applied-quotas";

    private final Links links;

    AppliedQuotaViews(Links links) {
        this.links = links;
    }

    AppliedQuotaView of(OrganizationId organization, AppliedQuota applied) {
        ClusterUsage cluster = applied.cluster();
        String id = applied.quota().id();
        String path = PATH + "/" + id + (cluster == null ? "" : "?kafka_cluster=" + cluster.id());
        String name = (cluster == null
                        ? Crn.of(organization)
                        : Crn.of(organization, cluster.environment(), cluster.id()))
                .value();
        return new AppliedQuotaView(
                "service-quota/v1",
                "AppliedQuota",
                id,
                new SelfMetadata(links.to(path), name + "/applied-quota=" + id),
                cluster == null ? Scope.ORGANIZATION.name() : Scope.KAFKA_CLUSTER.name(),
                applied.quota().displayName(),
                applied.quota().shown(applied.byDefault()),
                applied.quota().shown(applied.applied()),
                applied.usage() == null ? null : applied.quota().shown(applied.usage()),
                links.organization(organization),
                cluster == null ? null : links.environment(organization, cluster.environment()),
                cluster == null ? null : cluster(organization, cluster));
    }

    private Reference cluster(OrganizationId organization, ClusterUsage cluster) {
        Reference known = links.cluster(organization, cluster.id());
        return new Reference(
                known.id(),
                cluster.environment().value(),
                known.related(),
                known.resourceName(),
                known.apiVersion(),
                known.kind());
    }

    /** Where a thing is that nobody made. */
    @Schema(name = "SelfMetadata")
    record SelfMetadata(String self, String resourceName) {}

    /**
     * One quota.
     *
     * @param defaultLimit what the plan says
     * @param appliedLimit what holds for this organization
     * @param usage missing where it isn't counted here
     */
    @Schema(name = "AppliedQuota")
    record AppliedQuotaView(
            String apiVersion,
            String kind,
            String id,
            SelfMetadata metadata,
            String scope,
            String displayName,
            int defaultLimit,
            int appliedLimit,
            @Nullable Integer usage,
            Reference organization,
            @Nullable Reference environment,
            @Nullable Reference kafkaCluster) {}
}
