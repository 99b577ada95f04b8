package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.ClusterBody.ClusterView;
import dev.weir.controlplane.cluster.ClusterBody.ConditionView;
import dev.weir.controlplane.cluster.ClusterBody.Config;
import dev.weir.controlplane.cluster.ClusterBody.SpecView;
import dev.weir.controlplane.cluster.ClusterBody.StatusView;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Endpoints;
import dev.weir.controlplane.shape.Links;
import jakarta.enterprise.context.ApplicationScoped;

/** What clients see of a cluster. */
@ApplicationScoped
class ClusterViews {
    static final String PATH = "/cmk/v2/clusters";

    private final Endpoints endpoints;
    private final Links links;

    ClusterViews(Endpoints endpoints, Links links) {
        this.endpoints = endpoints;
        this.links = links;
    }

    ClusterView of(Cluster cluster) {
        ClusterSpec spec = cluster.spec();
        return new ClusterView(
                "cmk/v2",
                "Cluster",
                cluster.id().value(),
                links.metadata(
                        PATH + "/" + cluster.id(),
                        Crn.of(cluster.organization(), cluster.environment(), cluster.id()),
                        cluster.createdAt(),
                        cluster.updatedAt()),
                new SpecView(
                        spec.displayName(),
                        spec.availability().sent(),
                        spec.cloud(),
                        spec.region(),
                        new Config(spec.kind().apiName(), spec.maxEcku(), spec.cku()),
                        endpoints.kafka(),
                        endpoints.http(),
                        spec.deletionProtection(),
                        links.environment(cluster.organization(), cluster.environment())),
                new StatusView(
                        cluster.progress().phase(),
                        cluster.progress().cku(),
                        cluster.progress().conditions().stream()
                                .map(ConditionView::of)
                                .toList()));
    }
}
