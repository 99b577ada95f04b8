package dev.weir.gateway.http.sharegroups;

import static dev.weir.gateway.http.sharegroups.ShareGroups.KIND;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.sharegroups.ShareConsumerView.ShareAssignmentView;
import dev.weir.gateway.http.upstream.CallersUpstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.apache.kafka.clients.admin.ShareMemberDescription;

@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ShareGroupsResource {
    private static final String GROUPS = ApiPaths.CLUSTER + "/share-groups";
    private static final String GROUP = GROUPS + "/{group_id}";
    private static final String CONSUMER = GROUP + "/consumers/{consumer_id}";

    private final CallersUpstream callers;

    ShareGroupsResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(GROUPS)
    public Page<ShareGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaShareGroupList",
                links.url("/share-groups"),
                callers.ask(KIND::list),
                group -> ShareGroupView.of(group, links));
    }

    @GET
    @Path(GROUP)
    public ShareGroupView get(@PathParam("group_id") String group, @Context UriInfo request) {
        return ShareGroupView.of(callers.ask(upstream -> KIND.get(upstream, group)), callers.links(request));
    }

    @GET
    @Path(GROUP + "/consumers")
    public Page<ShareConsumerView> consumers(@PathParam("group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaShareGroupConsumerList",
                links.url(ShareGroupView.path(group) + "/consumers"),
                callers.ask(upstream -> KIND.members(upstream, group)),
                member -> ShareConsumerView.of(group, member, links));
    }

    @GET
    @Path(CONSUMER)
    public ShareConsumerView consumer(
            @PathParam("group_id") String group, @PathParam("consumer_id") String consumer, @Context UriInfo request) {
        return ShareConsumerView.of(group, member(group, consumer), callers.links(request));
    }

    @GET
    @Path(CONSUMER + "/assignments")
    public Page<ShareAssignmentView> assignments(
            @PathParam("group_id") String group, @PathParam("consumer_id") String consumer, @Context UriInfo request) {
        Links links = callers.links(request);
        return Page.of(
                "KafkaShareGroupConsumerAssignmentList",
                links.url(ShareConsumerView.path(group, consumer) + "/assignments"),
                ShareGroups.assigned(List.of(member(group, consumer))),
                partition -> ShareAssignmentView.of(group, consumer, partition, links));
    }

    private ShareMemberDescription member(String group, String consumer) {
        return callers.ask(upstream -> KIND.member(upstream, group, consumer));
    }
}
