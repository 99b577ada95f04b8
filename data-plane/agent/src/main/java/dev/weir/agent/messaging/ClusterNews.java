package dev.weir.agent.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.agent.cluster.Clusters;
import dev.weir.agent.home.Json;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.PlatformTopic;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what clusters should be, from the first record at each start: a keeper ignores what it knows. */
@ApplicationScoped
class ClusterNews {
    private final Clusters clusters;

    ClusterNews(Clusters clusters) {
        this.clusters = clusters;
    }

    @Incoming("clusters")
    @Blocking
    void desired(ConsumerRecord<String, String> news) throws IOException {
        if (isState(news)) {
            try {
                clusters.accept(Json.parse(news.value(), ClusterDesired.class));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                skip(news, e);
            }
        }
    }

    @Incoming("cluster-secrets")
    @Blocking
    void secret(ConsumerRecord<String, String> news) throws IOException {
        if (isState(news)) {
            try {
                clusters.accept(Json.parse(news.value(), ClusterSecret.class));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                skip(news, e);
            }
        }
    }

    @Incoming("access")
    @Blocking
    void access(ConsumerRecord<String, String> news) {
        if (isState(news)) {
            try {
                clusters.accept(Json.parse(news.value(), ClusterAccess.class));
            } catch (IOException | IllegalArgumentException e) {
                skip(news, e);
            }
        }
    }

    private static boolean isState(ConsumerRecord<String, String> news) {
        return news.value() != null && !PlatformTopic.HEARTBEAT_KEY.equals(news.key());
    }

    // One record that nobody understands must not keep the others from their clusters; its text may hold secrets.
    private static void skip(ConsumerRecord<String, String> news, Exception e) {
        System.getLogger("weir")
                .log(
                        System.Logger.Level.ERROR,
                        "topic=" + news.topic() + " offset=" + news.offset() + " key=" + news.key() + " is skipped: "
                                + e.getClass().getSimpleName());
    }
}
