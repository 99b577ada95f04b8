package dev.weir.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CreationsTest {
    private final Map<String, Integer> topics = new ConcurrentHashMap<>(Map.of("old", 6));
    private final Creations creations = new Creations(_ -> CompletableFuture.completedFuture(Map.copyOf(topics)));
    private final ClusterAdmission admission = new ClusterAdmission(new ClusterId("lkc-anna"), limits());

    private static ClusterLimits limits() {
        return new ClusterLimits(1000, 1000, 5, 80, 15_000, 10, TenantCluster.MESSAGE_BYTES, 1, 50);
    }

    private CompletableFuture<Creations.Turn> ask(String topic) {
        return creations.admit(admission, existing -> existing.containsKey(topic) ? 0 : 4);
    }

    @Test
    void whatSomebodyWhoIsGoneAskedForIsWaitedFor() {
        Creations.Turn first = ask("first").join();
        assertThat(first.exceeded()).isNull();
        first.abandon();
        var second = ask("second");
        // Longer than what is answered is waited for.
        CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(() -> topics.put("first", 4));

        assertThat(second.join().exceeded()).isEqualTo(new Exceeded("partitions", 10, 10, 4));
    }

    @Test
    void whatIsNeverMadeHoldsNobodyUpForLong() {
        ask("first").join().abandon();
        Creations.Turn second = ask("second").orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(second.exceeded()).isNull();
        assertThat(second.more()).isEqualTo(4);
    }
}
