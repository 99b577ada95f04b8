package dev.weir.controlplane.outbox;

import dev.weir.tenants.events.PlatformTopic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;

/** Makes those of the platform's topics that aren't there: on Kubernetes nobody else does. */
@ApplicationScoped
class MissingTopics {
    private static final Logger LOG = Logger.getLogger(MissingTopics.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final int REPLICATED = 3;

    private final Map<String, Object> connection;
    private final OutboxConfig config;

    /**
     * @param connection how the platform's Kafka is reached, as for all channels
     */
    MissingTopics(@Identifier("default-kafka-broker") Map<String, Object> connection, OutboxConfig config) {
        this.connection = connection;
        this.config = config;
    }

    void make() throws InterruptedException, ExecutionException {
        var client = new HashMap<>(connection);
        client.put("client.id", "weir-control-plane-topics");
        Admin admin = Admin.create(client);
        try {
            Set<String> present = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Stream.of(PlatformTopic.values())
                    .map(PlatformTopic::topicName)
                    .filter(name -> !present.contains(name))
                    .map(this::topic)
                    .toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                LOG.infof("topics=made count=%d", missing.size());
            }
        } catch (TimeoutException e) {
            throw new ExecutionException("the platform's Kafka doesn't answer", e);
        } finally {
            // Otherwise it would wait for answers that nobody waits for any more.
            admin.close(Duration.ZERO);
        }
    }

    private NewTopic topic(String name) {
        Map<String, String> settings = new HashMap<>(PlatformTopic.SETTINGS);
        settings.put("min.insync.replicas", config.replicas() >= REPLICATED ? "2" : "1");
        return new NewTopic(name, 1, config.replicas()).configs(settings);
    }
}
