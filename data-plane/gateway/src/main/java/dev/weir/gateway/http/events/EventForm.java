package dev.weir.gateway.http.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.gateway.http.api.Json;
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

    /** Without line breaks but between JSON's tokens. */
    byte[] json(ClusterId cluster, ConsumerRecord<byte[], byte[]> record);

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
        return (cluster, record) -> write(RecordView.of(cluster, record, data));
    }

    /** As JSON. */
    static byte[] write(Object event) {
        try {
            return Json.MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can be written", e);
        }
    }
}
