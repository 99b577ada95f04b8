package dev.weir.agent.supervision;

import dev.weir.agent.process.RunFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All supervisors of this agent, and the file that tells others of them. */
public final class Supervision {
    private static final Duration HOLDS = Duration.ofMillis(200);

    private final Ground ground;
    private final PartListener listener;
    private final Map<String, Supervisor> supervisors = new ConcurrentSkipListMap<>();
    private final Bell unwritten = new Bell();

    public Supervision(Ground ground, PartListener listener) {
        this.ground = ground;
        this.listener = listener;
    }

    /** Begins to write what it knows, and to look for holds. */
    public void open() {
        Thread.ofVirtual().name("supervision log").start(this::keepWriting);
        Thread.ofVirtual().name("holds").start(this::watchHolds);
    }

    public Ground ground() {
        return ground;
    }

    /** Takes a part over: adopts its process or starts one. */
    public Supervisor add(Part part, PartListener alsoTell) {
        var supervisor = new Supervisor(
                part, ground, Backoff.DEFAULT, listener.and(alsoTell).and((changed, before, now) -> unwritten.ring()));
        supervisors.put(part.name(), supervisor);
        supervisor.start();
        return supervisor;
    }

    /** Whether a process that a former agent left can be adopted as this part. */
    public boolean isAlive(Part part) throws IOException {
        return new Launch(ground).find(part).filter(part::accepts).isPresent();
    }

    /** Whether a process of this part lives, be it right or outdated. */
    public boolean isRunning(String part) throws IOException {
        return RunFile.read(ground.home(), part)
                .map(file -> ground.processes().isAlive(file.process()))
                .orElse(false);
    }

    public Optional<Supervisor> find(String part) {
        return Optional.ofNullable(supervisors.get(part));
    }

    public Collection<Supervisor> all() {
        return List.copyOf(supervisors.values());
    }

    /** Ends these parts at the same time, and returns when all have ended. */
    public void end(Collection<Supervisor> parts) throws InterruptedException {
        parts.forEach(Supervisor::end);
        for (Supervisor supervisor : parts) {
            supervisor.awaitEnd();
            supervisors.remove(supervisor.part().name(), supervisor);
        }
        unwritten.ring();
    }

    /** Ends what a former agent has left of parts whose names begin like this, and that this one doesn't look after. */
    public void endLeftovers(String prefix) throws IOException, InterruptedException {
        new Leftovers(ground)
                .end(RunFile.readAll(ground.home()).stream()
                        .filter(file -> file.part().startsWith(prefix) && !supervisors.containsKey(file.part()))
                        .toList());
    }

    private void keepWriting() {
        try {
            while (true) {
                unwritten.await(Duration.ofDays(1));
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            new SupervisionLog(
                            ProcessHandle.current().pid(),
                            all().stream().map(SupervisionLog.Entry::of).toList())
                    .write(ground.home());
        } catch (IOException e) {
            System.getLogger("weir").log(System.Logger.Level.WARNING, "run/supervision.json can't be written", e);
        }
    }

    private void watchHolds() {
        List<String> before = List.of();
        try {
            while (true) {
                Thread.sleep(HOLDS);
                List<String> now = held();
                if (!now.equals(before)) {
                    before = now;
                    all().forEach(Supervisor::look);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> held() {
        String[] names = ground.home().holds().toFile().list();
        return names == null ? List.of() : List.of(names).stream().sorted().toList();
    }
}
