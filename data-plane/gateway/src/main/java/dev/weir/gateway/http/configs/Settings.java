package dev.weir.gateway.http.configs;

import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.config.ConfigResource;

/** Reads and changes settings at a caller's cluster, as the caller. */
@ApplicationScoped
class Settings {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long STEP = Duration.ofMillis(3).toNanos();

    /** The brokers' settings that hold for all of them. */
    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    static ConfigResource brokers() {
        return ALL_BROKERS;
    }

    /** Every setting that the broker tells, sorted by name. */
    List<ConfigEntry> of(Upstream upstream, ConfigResource resource) {
        return sorted(Objects.requireNonNull(all(upstream, List.of(resource)).get(resource)));
    }

    /** As {@link #of} for each of the topics. */
    Map<ConfigResource, Config> all(Upstream upstream, Collection<ConfigResource> resources) {
        return Upstream.await(upstream.admin()
                .describeConfigs(resources, new DescribeConfigsOptions().includeSynonyms(true))
                .all());
    }

    static List<ConfigEntry> sorted(Config config) {
        return config.entries().stream()
                .sorted(Comparator.comparing(ConfigEntry::name))
                .toList();
    }

    /** Answers when the change can be seen, or has been made for as long as anybody should wait. */
    void alter(Upstream upstream, String topic, Collection<AlterConfigOp> changes, boolean validateOnly) {
        InternalTopics.refuse(topic);
        ConfigResource resource = topic(topic);
        Upstream.await(upstream.admin()
                .incrementalAlterConfigs(
                        Map.of(resource, changes), new AlterConfigsOptions().validateOnly(validateOnly))
                .all());
        if (!validateOnly) {
            awaitSeen(upstream, resource, changes);
        }
    }

    private void awaitSeen(Upstream upstream, ConfigResource resource, Collection<AlterConfigOp> changes) {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < PATIENCE) {
                List<ConfigEntry> present = of(upstream, resource);
                if (changes.stream().allMatch(change -> isSeen(change, present))) {
                    return;
                }
                LockSupport.parkNanos(STEP);
            }
        } catch (ProblemException _) {
            // The change is made; the caller may not be allowed to look at it.
        }
    }

    private static boolean isSeen(AlterConfigOp change, List<ConfigEntry> present) {
        boolean own = present.stream()
                .anyMatch(entry -> entry.name().equals(change.configEntry().name())
                        && isOwn(entry)
                        && (change.opType() == OpType.DELETE
                                || Objects.equals(
                                        entry.value(), change.configEntry().value())));
        return own == (change.opType() == OpType.SET);
    }

    /** Whether somebody has set it for this very resource. */
    static boolean isOwn(ConfigEntry entry) {
        return entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG
                || entry.source() == ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG;
    }
}
