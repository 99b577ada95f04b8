package dev.weir.gateway.http.brokers;

import dev.weir.gateway.http.api.ApiPaths;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Page;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.topics.ReplicaView;
import dev.weir.gateway.http.upstream.CallersUpstream;
import dev.weir.gateway.http.upstream.StillThere;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;

/** The brokers of a cluster. Anybody who may use the cluster may see them. */
@Path(ApiPaths.ROOT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BrokersResource {
    private static final String BROKERS = ApiPaths.CLUSTER + "/brokers";
    private static final String BROKER = BROKERS + "/{broker_id}";

    private final CallersUpstream callers;

    BrokersResource(CallersUpstream callers) {
        this.callers = callers;
    }

    @GET
    @Path(BROKERS)
    public Page<BrokerView> list(@Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            return Page.of(
                    "KafkaBrokerList",
                    links.url("/brokers"),
                    ids(upstream).map(broker -> BrokerView.of(broker, links)).toList());
        }
    }

    @GET
    @Path(BROKER)
    public BrokerView get(@PathParam("broker_id") int broker, @Context UriInfo request) {
        try (Upstream upstream = callers.open()) {
            require(upstream, broker);
            return BrokerView.of(broker, callers.links(request));
        }
    }

    @GET
    @Path(BROKER + "/partition-replicas")
    public Page<ReplicaView> replicas(@PathParam("broker_id") int broker, @Context UriInfo request) {
        Links links = callers.links(request);
        try (Upstream upstream = callers.open()) {
            require(upstream, broker);
            var names = Upstream.await(upstream.admin().listTopics().names());
            List<ReplicaView> replicas = upstream.admin().describeTopics(names).topicNameValues().values().stream()
                    .flatMap(topic -> StillThere.described(topic).stream())
                    .sorted(Comparator.comparing(TopicDescription::name))
                    .flatMap(topic -> topic.partitions().stream()
                            .flatMap(partition -> ReplicaView.of(topic.name(), partition, links).stream()))
                    .filter(replica -> replica.brokerId() == broker)
                    .toList();
            return Page.of("KafkaReplicaList", links.url("/brokers/" + broker + "/partition-replicas"), replicas);
        }
    }

    private static Stream<Integer> ids(Upstream upstream) {
        return Upstream.await(upstream.admin().describeCluster().nodes()).stream()
                .map(Node::id)
                .sorted();
    }

    private static void require(Upstream upstream, int broker) {
        if (ids(upstream).noneMatch(present -> present == broker)) {
            throw new Problem.UnknownBroker(broker).asException();
        }
    }
}
