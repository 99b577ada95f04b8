package dev.weir.agent.testing;

import static org.awaitility.Awaitility.await;

import dev.weir.agent.address.Places;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.cluster.Clusters;
import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.Training;
import dev.weir.agent.supervision.Ground;
import dev.weir.agent.supervision.PartListener;
import dev.weir.agent.supervision.Supervision;
import dev.weir.agent.supervision.Supervisor;
import dev.weir.tenants.events.ClusterStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tenants' clusters as the agent keeps them, with real brokers, but without a platform Kafka that brings the news. */
public final class TestClusters implements AutoCloseable {
    private static final Settings SETTINGS =
            new Settings(Settings.SCHEMA, "127.0.0.1", "127.0.0.1", 8080, 9092, 8082, 6, null, null, null);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final WeirHome home;
    private final Supervision supervision;
    private final Clusters clusters;
    private final Map<String, ClusterStatus> latest = new ConcurrentHashMap<>();
    private final List<ClusterStatus> reports = new CopyOnWriteArrayList<>();

    private TestClusters(WeirHome home) throws IOException {
        this.home = home;
        this.supervision = new Supervision(Ground.of(home), PartListener.NONE);
        var broker = new BrokerPart(home, runtime(home.root()), Training.none());
        this.clusters = new Clusters(home, SETTINGS, new Places(home), broker, supervision, status -> {
            latest.put(status.cluster(), status);
            reports.add(status);
            return CompletableFuture.completedFuture(null);
        });
    }

    public static TestClusters in(Path folder) throws IOException {
        WeirHome home = new WeirHome(folder);
        home.create();
        var clusters = new TestClusters(home);
        clusters.supervision.open();
        clusters.clusters.resume();
        clusters.clusters.open();
        return clusters;
    }

    /** The broker program of this build, and the options with which it is shipped. */
    private static InstalledRuntime runtime(Path folder) throws IOException {
        Path runtime = Files.createDirectories(folder.resolve("runtime").resolve("built"));
        link(runtime.resolve("broker"), Path.of("../broker/target/app"));
        link(runtime.resolve("jvm"), Path.of("src/main/jvm"));
        return new InstalledRuntime(runtime);
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, target.toAbsolutePath().normalize());
        }
    }

    public Clusters news() {
        return clusters;
    }

    public WeirHome home() {
        return home;
    }

    public List<ClusterStatus> reports() {
        return reports;
    }

    /** All is well, as of a generation. */
    public ClusterStatus awaitRunning(String cluster, long generation) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            ClusterStatus status = latest.get(cluster);
            return status != null
                    && status.generation() == generation
                    && status.phase() == ClusterStatus.Phase.RUNNING
                    && status.reason().isEmpty();
        });
        return latest.get(cluster);
    }

    public ClusterStatus awaitPhase(String cluster, ClusterStatus.Phase phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> latest.get(cluster) != null && latest.get(cluster).phase() == phase);
        return latest.get(cluster);
    }

    public Supervisor broker(String cluster, int node) {
        return supervision.find("cluster:" + cluster + ":" + node).orElseThrow();
    }

    public void kill(String cluster, int node) {
        broker(cluster, node)
                .state()
                .process()
                .ifPresent(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Override
    public void close() {
        supervision
                .all()
                .forEach(supervisor -> supervisor
                        .state()
                        .process()
                        .flatMap(process -> ProcessHandle.of(process.pid()))
                        .ifPresent(ProcessHandle::destroyForcibly));
        try {
            supervision.end(supervision.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
