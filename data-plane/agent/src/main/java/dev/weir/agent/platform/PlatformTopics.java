package dev.weir.agent.platform;

import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the platform's topics: compacted state, one partition each. */
final class PlatformTopics {
    private static final int PATIENCE_SECONDS = 30;

    private final ClientProperties properties;

    PlatformTopics(ClientProperties properties) {
        this.properties = properties;
    }

    void create(List<String> names) throws IOException {
        var client = new HashMap<String, Object>(properties.kafka());
        client.put("client.id", "weir-agent-topics");
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = names.stream()
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, 1, (short) 1).configs(PlatformTopic.SETTINGS))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the platform's topics can't be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
