package dev.weir.gateway.http.sharegroups;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.sharegroups.ShareConsumerView.ShareAssignmentView;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.Upstream;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
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
    private final ShareGroups groups;

    ShareGroupsResource(CallersUpstream callers, ShareGroups groups) {
        this.callers = callers;
        this.groups = groups;
    }

    @GET
    @Path(GROUPS)
    public Page<ShareGroupView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaShareGroupList",
                    links.url("/share-groups"),
                    groups.list(upstream).stream()
                            .map(group -> ShareGroupView.of(group, links))
                            .toList());
        }
    }

    @GET
    @Path(GROUP)
    public ShareGroupView get(@PathParam("group_id") String group, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return ShareGroupView.of(groups.get(upstream, group), callers.links(request));
        }
    }

    @GET
    @Path(GROUP + "/consumers")
    public Page<ShareConsumerView> consumers(@PathParam("group_id") String group, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaShareGroupConsumerList",
                    links.url(ShareGroupView.path(group) + "/consumers"),
                    groups.get(upstream, group).members().stream()
                            .sorted(Comparator.comparing(ShareMemberDescription::consumerId))
                            .map(member -> ShareConsumerView.of(group, member, links))
                            .toList());
        }
    }

    @GET
    @Path(CONSUMER)
    public ShareConsumerView consumer(
            @PathParam("group_id") String group, @PathParam("consumer_id") String consumer, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            return ShareConsumerView.of(group, groups.member(upstream, group, consumer), callers.links(request));
        }
    }

    @GET
    @Path(CONSUMER + "/assignments")
    public Page<ShareAssignmentView> assignments(
            @PathParam("group_id") String group, @PathParam("consumer_id") String consumer, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaShareGroupConsumerAssignmentList",
                    links.url(ShareConsumerView.path(group, consumer) + "/assignments"),
                    ShareGroups.assigned(List.of(groups.member(upstream, group, consumer))).stream()
                            .map(partition -> ShareAssignmentView.of(group, consumer, partition, links))
                            .toList());
        }
    }
}
