package dev.weir.gateway.http.brokers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.jspecify.annotations.Nullable;

/** A broker. Where it listens is the platform's business: clients reach it through the gateway. */
@JsonNaming(SnakeCaseStrategy.class)
record BrokerView(
        String kind,
        Metadata metadata,
        String clusterId,
        int brokerId,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String rack,
        Related configs,
        Related partitionReplicas) {
    static BrokerView of(int broker, Links links) {
        String path = "/brokers/" + broker;
        return new BrokerView(
                "KafkaBroker",
                links.metadata(path, "/broker=" + broker),
                links.cluster().value(),
                broker,
                null,
                null,
                null,
                links.related("/broker-configs"),
                links.related(path + "/partition-replicas"));
    }
}
