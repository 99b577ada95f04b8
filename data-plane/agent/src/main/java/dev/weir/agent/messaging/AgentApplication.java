package dev.weir.agent.messaging;

import dev.weir.agent.cluster.Clusters;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/**
 * The part of {@code weir up} that needs Quarkus: reads and writes the platform topics. What it works with is made
 * before it, since it can start only when the platform Kafka has an address.
 */
public final class AgentApplication implements QuarkusApplication {
    private static final AtomicReference<Work> WORK = new AtomicReference<>();

    private final Emitter<Record<String, String>> status;

    AgentApplication(@Channel("cluster-status") Emitter<Record<String, String>> status) {
        this.status = status;
    }

    /** Runs until the process is asked to end. */
    public static void run(Work work, java.util.function.BiConsumer<Integer, Throwable> whenEnded) {
        WORK.set(work);
        Quarkus.run(AgentApplication.class, whenEnded);
    }

    @Override
    public int run(String... arguments) throws Exception {
        Work work = work();
        work.outbox().open(status);
        work.whenConnected().run();
        Quarkus.waitForExit();
        return 0;
    }

    private static Work work() {
        Work work = WORK.get();
        if (work == null) {
            throw new IllegalStateException("started without its work");
        }
        return work;
    }

    /** Makes the clusters known to the beans that hear the news. */
    static final class Beans {
        @Produces
        @Singleton
        Clusters clusters() {
            return work().clusters();
        }
    }

    /**
     * What the application works with.
     *
     * @param clusters who hears the news
     * @param outbox whose reports are sent
     * @param whenConnected called when both ways are open
     */
    public record Work(Clusters clusters, StatusOutbox outbox, Step whenConnected) {}

    /** Something that may fail. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }
}
