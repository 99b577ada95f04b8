package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.clientquota.ClientQuotaBody.ClientQuotaView;
import dev.weir.controlplane.clientquota.ClientQuotaBody.SpecView;
import dev.weir.controlplane.clientquota.ClientQuotaBody.Throughput;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;

/** What clients see of a client quota. */
@ApplicationScoped
class ClientQuotaViews {
    static final String PATH = "/kafka-quotas/v1/client-quotas";

    private final Links links;

    ClientQuotaViews(Links links) {
        this.links = links;
    }

    ClientQuotaView of(ClientQuota quota) {
        OrganizationId organization = quota.organization();
        ClientQuotaSpec spec = quota.spec();
        Reference cluster = links.cluster(organization, quota.cluster());
        return new ClientQuotaView(
                "kafka-quotas/v1",
                "ClientQuota",
                quota.id().value(),
                links.metadata(
                        PATH + "/" + quota.id(),
                        Crn.of(organization, quota.environment(), quota.cluster(), quota.id()),
                        quota.createdAt(),
                        quota.updatedAt()),
                new SpecView(
                        spec.displayName(),
                        spec.description(),
                        new Throughput(Long.toString(spec.ingressByteRate()), Long.toString(spec.egressByteRate())),
                        new Reference(
                                cluster.id(),
                                quota.environment().value(),
                                cluster.related(),
                                Crn.of(organization, quota.environment(), quota.cluster())
                                        .value(),
                                cluster.apiVersion(),
                                cluster.kind()),
                        spec.principals().stream()
                                .map(principal -> principal(organization, principal))
                                .toList(),
                        links.environment(organization, quota.environment())));
    }

    /** The default is nobody in particular: it points to all service accounts. */
    private Reference principal(OrganizationId organization, String principal) {
        return principal.equals(PrincipalQuota.DEFAULT)
                ? new Reference(
                        principal,
                        null,
                        links.to("/iam/v2/service-accounts"),
                        Crn.of(organization).value(),
                        "iam/v2",
                        "ServiceAccount")
                : links.principal(organization, PrincipalId.of(principal));
    }
}
