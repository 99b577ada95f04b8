package dev.weir.controlplane.audit;

import dev.weir.controlplane.audit.AuditViews.AuditEventView;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.tenants.id.OrganizationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who did what in the caller's organization, the latest first. */
@Path(AuditEventsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AuditEventsResource {
    static final String PATH = "/weir/v1/audit-events";

    private final CurrentCaller caller;
    private final Database database;
    private final AuditRows rows;
    private final Links links;

    AuditEventsResource(CurrentCaller caller, Database database, AuditRows rows, Links links) {
        this.caller = caller;
        this.database = database;
        this.rows = rows;
        this.links = links;
    }

    @GET
    public ListBody<AuditEventView> list(
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("resource") @Nullable String resource,
            @QueryParam("start_time") @Nullable String from,
            @QueryParam("end_time") @Nullable String to,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        OrganizationId own = caller.administrator().organization();
        AuditFilter filter = AuditViews.filter(own.value(), principal, resource, from, to);
        var conditions = AuditViews.conditions(filter);
        conditions.remove("organization");
        PageRequest request = PageRequest.parse(own, "audit-events:" + conditions, size, token);
        var page = database.inNewTransaction(connection -> rows.list(connection, request, filter));
        return ListBody.of(links, "weir/v1", "AuditEventList", PATH, conditions, page.map(AuditViews::of));
    }
}
