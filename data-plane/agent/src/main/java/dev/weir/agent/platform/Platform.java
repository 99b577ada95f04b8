package dev.weir.agent.platform;

import dev.weir.agent.address.Place;
import dev.weir.agent.address.Places;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.console.Console;
import dev.weir.agent.home.Endpoints;
import dev.weir.agent.home.Json;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.postgres.Postgres;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.Program;
import dev.weir.agent.program.Training;
import dev.weir.agent.supervision.Ground;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartListener;
import dev.weir.agent.supervision.Supervision;
import dev.weir.agent.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/**
 * The platform on this machine. It starts from the ground up (Postgres and the platform Kafka, then control plane and
 * gateway, then tenants' brokers) and stops from the top down.
 */
public final class Platform {
    private static final int POSTGRES_PORT = 5432;

    private final WeirHome home;
    private final Settings settings;
    private final Console console;
    private final Supervision supervision;
    private final Places places;
    private final BrokerPart broker;
    private final Postgres postgres;
    private final PlatformKafka kafka;
    private final Services services;
    private final Endpoints endpoints;
    private boolean stopped;

    public Platform(
            WeirHome home,
            Settings settings,
            Secrets secrets,
            InstalledRuntime runtime,
            Training training,
            Console console)
            throws IOException {
        this.home = home;
        this.settings = settings;
        this.console = console;
        this.supervision = new Supervision(Ground.of(home), new Events(console));
        this.places = new Places(home);
        this.broker = new BrokerPart(home, runtime, training);
        Place database = place(home.postgres(), POSTGRES_PORT, POSTGRES_PORT + 1, POSTGRES_PORT + 2);
        Place news = place(home.platformKafka(), 9092, 9094, 9093);
        this.postgres = new Postgres(home, runtime, secrets, database);
        this.kafka = new PlatformKafka(home, broker, secrets, news);
        this.endpoints = new Endpoints(
                settings.api(),
                settings.kafka(),
                settings.http(),
                database.address(),
                news.address(),
                secrets.adminKey(),
                secrets.adminSecret());
        this.services = new Services(
                new QuarkusPart(home, runtime, training), settings, secrets, endpoints, kafka::clientProperties);
    }

    public WeirHome home() {
        return home;
    }

    public Settings settings() {
        return settings;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Supervision supervision() {
        return supervision;
    }

    public Places places() {
        return places;
    }

    public BrokerPart broker() {
        return broker;
    }

    /** How the agent itself connects to the platform Kafka. */
    public ClientProperties agentClient() {
        return kafka.clientProperties("agent");
    }

    /** All parts but tenants' brokers, in the order of their start. */
    public List<Part> parts() throws IOException {
        return List.of(postgres.part(), kafka.part(), services.controlPlane(), services.gateway());
    }

    /**
     * Fails when a port for people is taken, unless it is our own part that has it.
     *
     * @param before the options of the last start
     */
    public void checkPorts(Settings before) throws UpFailure, IOException {
        Set<Integer> ours = new HashSet<>();
        if (supervision.isRunning(Program.CONTROL_PLANE.label())) {
            ours.add(before.apiPort());
        }
        if (supervision.isRunning(Program.GATEWAY.label())) {
            ours.add(before.httpPort());
            ours.add(before.kafkaPort());
            if (before.domain() != null) {
                ours.add(before.portForNames());
            }
            for (int node = 0; node < before.nodePorts(); node++) {
                ours.add(before.nodePort(node));
            }
        }
        List<String> problems = PortCheck.check(settings, ours);
        if (!problems.isEmpty()) {
            throw new UpFailure(String.join("\n", problems) + "\nnothing was started");
        }
    }

    /** Postgres, the platform Kafka and its topics. */
    public void startFoundations() throws UpFailure, IOException, InterruptedException {
        Instant begun = Instant.now();
        supervision.open();
        Json.write(home.endpoints(), endpoints);
        var preparation = new FutureTask<Void>(() -> {
            postgres.prepare();
            return null;
        });
        Thread.ofVirtual().start(preparation);
        Supervisor news = supervision.add(kafka.part(), PartListener.NONE);
        finish(preparation);
        Supervisor database = supervision.add(postgres.part(), PartListener.NONE);
        var arrival = new Arrival(console);
        arrival.await(database, begun);
        arrival.await(news, begun);
        kafka.createTopics();
    }

    /** Control plane and gateway; {@link #awaitServices} waits for them. */
    public void startServices() throws IOException {
        supervision.add(services.controlPlane(), PartListener.NONE);
        supervision.add(services.gateway(), PartListener.NONE);
    }

    public void awaitServices(Instant begun) throws UpFailure, InterruptedException {
        var arrival = new Arrival(console);
        for (Program program : List.of(Program.GATEWAY, Program.CONTROL_PLANE)) {
            arrival.await(supervision.find(program.label()).orElseThrow(), begun);
        }
    }

    /** Stops everything, from the top down. Whoever comes second waits for the first. */
    public synchronized void stop() throws InterruptedException {
        if (stopped) {
            return;
        }
        stopped = true;
        end(
                "control plane and gateway",
                name -> name.equals(Program.CONTROL_PLANE.label()) || name.equals(Program.GATEWAY.label()));
        end("tenants' brokers", name -> name.startsWith("cluster:"));
        end("platform Kafka and Postgres", name -> true);
    }

    /** A start that failed takes back what it has started; what ran before goes on. */
    public synchronized void takeBack() throws InterruptedException {
        stopped = true;
        supervision.end(
                supervision.all().stream().filter(Supervisor::startedHere).toList());
    }

    private void end(String what, Predicate<String> which) throws InterruptedException {
        Collection<Supervisor> parts = supervision.all().stream()
                .filter(supervisor -> which.test(supervisor.part().name()))
                .toList();
        if (!parts.isEmpty()) {
            console.line("  stopping " + what);
            supervision.end(parts);
        }
    }

    private Place place(Path folder, int first, int second, int third) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("address.json");
        var known = Json.read(file, Place.class);
        if (known.isPresent()) {
            places.keep(known.get());
            return known.get();
        }
        Place place = places.take(first, second, third);
        Json.write(file, place);
        return place;
    }

    private static void finish(FutureTask<Void> task) throws IOException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
