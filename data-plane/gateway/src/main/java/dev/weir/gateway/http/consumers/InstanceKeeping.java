package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Lets consumers take part in their groups while nobody polls them, and deletes those that nobody uses any more. */
@ApplicationScoped
class InstanceKeeping {
    private static final Logger LOG = Logger.getLogger(InstanceKeeping.class);

    private final Instances instances;
    private final InstanceTable table;
    private final ConsumersConfig config;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weir-rest-consumers").daemon().factory());

    InstanceKeeping(Instances instances, InstanceTable table, ConsumersConfig config) {
        this.instances = instances;
        this.table = table;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long period = config.keepEvery().toMillis();
        var _ = clock.scheduleWithFixedDelay(this::round, period, period, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void round() {
        try {
            long now = System.currentTimeMillis();
            // Whoever doesn't poll for a while needs to be kept; who does keeps itself.
            instances.here().values().stream()
                    .filter(instance ->
                            now - instance.usedAt() > config.keepEvery().toMillis())
                    .forEach(instance -> Thread.ofVirtual().start(() -> keep(instance)));
            for (RestConsumerRecord record : List.copyOf(table.all())) {
                if (now - lastUse(record) > config.idle().toMillis() * (isHere(record) ? 1 : 2)) {
                    Thread.ofVirtual().start(() -> expire(record));
                }
            }
        } catch (RuntimeException e) {
            // The next round comes in any case.
            LOG.warnf(e, "event=keeping-failed");
        }
    }

    private static void keep(Instance instance) {
        try {
            instance.keep();
        } catch (KafkaException | IllegalStateException e) {
            // Whoever uses it next hears of it.
            LOG.debugf(
                    "event=consumer-not-kept consumer=%s error=\"%s\"",
                    instance.key().text(), e.getMessage());
        }
    }

    private static InstanceKey key(RestConsumerRecord record) {
        return new InstanceKey(new ClusterId(record.cluster()), record.group(), record.instance());
    }

    private boolean isHere(RestConsumerRecord record) {
        return instances.here().containsKey(key(record));
    }

    private long lastUse(RestConsumerRecord record) {
        Instance local = instances.here().get(key(record));
        return local == null ? record.usedAt() : local.usedAt();
    }

    private void expire(RestConsumerRecord record) {
        try {
            instances.delete(
                    new Owner(PrincipalId.of(record.principal()), new ClusterId(record.cluster())), key(record));
        } catch (ProblemException | KafkaException e) {
            // Its cluster may be gone; then so is the consumer.
            LOG.debugf("event=consumer-not-left consumer=%s error=\"%s\"", record.key(), e.getMessage());
            var _ = table.remove(key(record));
        }
    }
}
