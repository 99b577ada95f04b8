package dev.weir.gateway.http.configs;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a topic's settings are, or would be, as long as nobody has set any of them. Whoever may not make topics isn't told
 * what those are that somebody has set.
 */
@ApplicationScoped
class DefaultConfigs {
    private final Settings settings;

    DefaultConfigs(Settings settings) {
        this.settings = settings;
    }

    List<ConfigEntry> of(Upstream upstream, String topic) {
        List<ConfigEntry> present;
        try {
            present = settings.of(upstream, Settings.topic(topic));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.UnknownTopic) {
                return ofNew(upstream, topic);
            }
            throw e;
        }
        return present.stream().anyMatch(Settings::isOwn) ? withoutOwn(upstream, present) : present;
    }

    private static List<ConfigEntry> withoutOwn(Upstream upstream, List<ConfigEntry> present) {
        Map<String, ConfigEntry> fresh = ofNew(upstream, "any-" + UUID.randomUUID()).stream()
                .collect(Collectors.toMap(ConfigEntry::name, entry -> entry));
        return present.stream()
                .map(entry -> Settings.isOwn(entry) ? fresh.getOrDefault(entry.name(), entry) : entry)
                .toList();
    }

    /** Kafka tells them to whoever asks whether it would make such a topic. */
    private static List<ConfigEntry> ofNew(Upstream upstream, String topic) {
        var result = upstream.admin()
                .createTopics(
                        List.of(new NewTopic(topic, Optional.empty(), Optional.empty())),
                        new CreateTopicsOptions().validateOnly(true));
        Upstream.await(result.all());
        return Settings.sorted(Upstream.await(result.config(topic)));
    }
}
