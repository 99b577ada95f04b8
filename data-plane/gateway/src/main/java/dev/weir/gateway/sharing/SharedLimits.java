package dev.weir.gateway.sharing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.platform.PlatformProducer;
import dev.weir.tenants.events.GatewayUsage;
import dev.weir.tenants.events.GatewayUsage.OfCluster;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Tells the other gateways what is used here, hears what is used there, and sets what may be given out. */
@ApplicationScoped
@RegisterForReflection(
        targets = {GatewayUsage.class, OfCluster.class, GatewayUsage.OverHttp.class, GatewayUsage.Rate.class})
class SharedLimits {
    private static final Logger LOG = Logger.getLogger(SharedLimits.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String self = UUID.randomUUID().toString();
    private final Admissions admissions;
    private final SharingConfig config;
    private final PlatformProducer platform;
    private final Peers peers;
    private final Cadence cadence = new Cadence();
    private final Map<ClusterId, Smoothed> used = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weir-sharing").daemon().factory());
    private long measured = System.nanoTime();

    SharedLimits(Admissions admissions, SharingConfig config, PlatformProducer platform) {
        this.admissions = admissions;
        this.config = config;
        this.platform = platform;
        this.peers = new Peers(self, config.patience().toNanos(), System.nanoTime());
    }

    void start(@Observes StartupEvent event) {
        long period = config.period().toMillis();
        var _ = clock.scheduleWithFixedDelay(this::round, period, period, TimeUnit.MILLISECONDS);
    }

    /** The others needn't wait until we are missed. */
    void stop(@Observes ShutdownEvent event) {
        clock.close();
        tell(List.of());
    }

    private void round() {
        try {
            long now = System.nanoTime();
            double seconds = (now - measured) / (double) TimeUnit.SECONDS.toNanos(1);
            measured = now;
            peers.forgetGone(now);
            List<OfCluster> report = new ArrayList<>();
            Set<ClusterId> known = new HashSet<>();
            for (ClusterAdmission admission : admissions.all()) {
                ClusterId id = admission.cluster();
                known.add(id);
                Smoothed smoothed = used.computeIfAbsent(id, _ -> new Smoothed());
                smoothed.add(admission.used(), seconds);
                if (!smoothed.idle()) {
                    report.add(smoothed.of(id.value()));
                }
                admission.share(peers.shares(id.value(), admission.limits()));
                admission.endExcess();
            }
            used.keySet().retainAll(known);
            if (cadence.speaks(!report.isEmpty(), peers.areNone())) {
                tell(report);
            }
        } catch (RuntimeException e) {
            // The next round comes in any case.
            LOG.warnf(e, "event=sharing-failed");
        }
    }

    private void tell(List<OfCluster> clusters) {
        var usage = new GatewayUsage(GatewayUsage.SCHEMA, self, clusters);
        var _ = platform.send(PlatformTopic.GATEWAY_USAGE, self, usage);
    }

    @Incoming("gateway-usage")
    @Blocking
    void hear(ConsumerRecords<String, byte[]> records) {
        long oldest = System.currentTimeMillis() - 2 * config.patience().toMillis();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.timestamp() >= oldest && record.value() != null) {
                hear(record.value());
            }
        }
    }

    private void hear(byte[] report) {
        try {
            peers.hear(JSON.readValue(report, GatewayUsage.class), System.nanoTime());
        } catch (IOException e) {
            LOG.warnf(
                    "event=unreadable-record topic=weir.gateway-usage error=%s",
                    e.getClass().getSimpleName());
        }
    }
}
