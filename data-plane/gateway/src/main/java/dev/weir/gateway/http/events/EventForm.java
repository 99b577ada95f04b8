package dev.weir.gateway.http.events;

import dev.weir.gateway.http.consume.RecordView;
import dev.weir.gateway.http.data.DataFormat;
import dev.weir.tenants.id.ClusterId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record stands in an event. */
@FunctionalInterface
public interface EventForm {
    String CLOUD_EVENTS = "application/cloudevents+json";

    /** What Jackson writes as the event's data. */
    Object event(ClusterId cluster, ConsumerRecord<byte[], byte[]> record);

    /** Pages can't choose what an EventSource accepts: they say it in the query. */
    static EventForm of(RoutingContext request) {
        String format = request.queryParams().get("format");
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if ("cloudevents".equalsIgnoreCase(format)) {
            return new CloudEventForm(DataFormat.AUTO);
        }
        DataFormat data = DataFormat.of(format);
        if (accept != null && accept.contains(CLOUD_EVENTS)) {
            return new CloudEventForm(data);
        }
        return (cluster, record) -> RecordView.of(cluster, record, data);
    }
}
