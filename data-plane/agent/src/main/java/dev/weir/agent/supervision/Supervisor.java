package dev.weir.agent.supervision;

import dev.weir.agent.probe.Probe.Health;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import dev.weir.agent.supervision.PartState.Down;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Starting;
import dev.weir.agent.supervision.PartState.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the process of one part, on a virtual thread of its own that sleeps until something happens: the process ends,
 * somebody wishes something else, its health is due.
 */
public final class Supervisor {
    private static final Duration READINESS = Duration.ofMillis(5);
    private static final Duration DEATH_OF_OTHERS_CHILDREN = Duration.ofMillis(200);
    private static final Duration HEALTH = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final Ground ground;
    private final Launch launch;
    private final Backoff backoff;
    private final PartListener listener;
    private final Bell bell = new Bell();
    private final Thread thread;

    private volatile Part part;
    private volatile PartState state;
    private volatile boolean ending;
    private volatile boolean started;
    private volatile boolean impatient;
    private volatile String serving = "";
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile @Nullable Exit lastExit;

    public Supervisor(Part part, Ground ground, Backoff backoff, PartListener listener) {
        this.part = part;
        this.ground = ground;
        this.launch = new Launch(ground);
        this.backoff = backoff;
        this.listener = listener;
        this.state = new Down(ground.clock().instant());
        this.thread = Thread.ofVirtual().name("supervisor " + part.name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Part part() {
        return part;
    }

    public PartState state() {
        return state;
    }

    /** How often the process was started again since this agent has had the part. */
    public int restarts() {
        return restarts.get();
    }

    public Optional<Exit> lastExit() {
        return Optional.ofNullable(lastExit);
    }

    /** Whether this agent has started the process, rather than found it. */
    public boolean startedHere() {
        return started;
    }

    /** Whether a process serves, and nobody has wished another since it was started. */
    public boolean isSteady() {
        return serves(part);
    }

    /** Whether a process serves that was told what this part says. */
    public boolean serves(Part wanted) {
        return state instanceof Running && serving.equals(wanted.specDigest());
    }

    public boolean isEnding() {
        return ending;
    }

    /** From now on the part is this one; its process is replaced if it isn't right any more. */
    public void change(Part changed) {
        part = changed;
        bell.ring();
    }

    /** Looks again at what is wished: a hold has come or gone. */
    public void look() {
        bell.ring();
    }

    /** If it waits to be started again: starts it now, and forgets how often that has failed. */
    public void retry() {
        impatient = true;
        bell.ring();
    }

    /** Ends the process and then the supervision. */
    public void end() {
        ending = true;
        bell.ring();
    }

    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                switch (wish()) {
                    case END -> {
                        stopWhatRuns();
                        become(new Down(now()));
                        return;
                    }
                    case HOLD -> {
                        stopWhatRuns();
                        become(new Held(now()));
                        while (wish() == Wish.HOLD) {
                            bell.await(HEALTH);
                        }
                    }
                    case RUN -> live();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From a process' start or adoption to its end, and the wait after it. */
    private void live() throws InterruptedException {
        Part now = part;
        try {
            Life life = begin(now);
            life.onExit(bell::ring);
            boolean serves = awaitReady(life, now);
            if (serves) {
                watch(life, now);
            }
            if (!life.isAlive(ground)) {
                Files.deleteIfExists(ground.home().runFile(now.name()));
                recover(life.exit(now()));
            }
        } catch (IOException e) {
            recover(new Exit(now(), "can't be started: " + e.getMessage()));
        }
    }

    private Life begin(Part now) throws IOException, InterruptedException {
        Optional<RunFile> found = launch.find(now);
        if (found.isPresent() && now.accepts(found.get())) {
            Life life = launch.adopt(now, found.get());
            serving = now.specDigest();
            become(launched(life));
            return life;
        }
        if (found.isPresent()) {
            stop(launch.adopt(now, found.get()), now);
        }
        Life life = launch.start(now);
        started = true;
        serving = now.specDigest();
        become(launched(life));
        return life;
    }

    private boolean awaitReady(Life life, Part now) throws InterruptedException {
        Instant patience = now().plus(START);
        while (isWanted(life, now)) {
            if (life.readiness().ask() == Health.HEALTHY) {
                become(((Starting) state).ready(now()));
                return true;
            }
            if (now().isAfter(patience)) {
                kill(life, now, "didn't serve within " + START.toMinutes() + " minutes");
                return false;
            }
            bell.await(READINESS);
        }
        return false;
    }

    private void watch(Life life, Part now) throws InterruptedException {
        Duration nap = life.child() == null ? DEATH_OF_OTHERS_CHILDREN : HEALTH;
        Instant lastAnswer = now();
        Instant due = now().plus(HEALTH);
        while (isWanted(life, now)) {
            bell.await(nap);
            if (now().isBefore(due)) {
                continue;
            }
            due = now().plus(HEALTH);
            Health health = life.health().ask();
            if (state instanceof Running running && running.healthy() != (health == Health.HEALTHY)) {
                become(running.answered(health == Health.HEALTHY));
            }
            if (health != Health.SILENT) {
                lastAnswer = now();
            } else if (Duration.between(lastAnswer, now()).compareTo(SILENCE) > 0) {
                kill(life, now, "hasn't answered for " + SILENCE.toSeconds() + " seconds");
            }
        }
    }

    private boolean isWanted(Life life, Part now) {
        return wish() == Wish.RUN && life.isAlive(ground) && part.specDigest().equals(now.specDigest());
    }

    private void recover(Exit exit) throws InterruptedException {
        lastExit = exit;
        Waiting waiting = switch (state) {
            case Down down -> down.failed(exit, backoff);
            case Held held -> held.failed(exit, backoff);
            case Waiting again -> again.failed(exit, backoff);
            case Starting starting -> starting.exited(exit, backoff);
            case Running running -> running.exited(exit, backoff);
        };
        restarts.incrementAndGet();
        impatient = false;
        become(waiting);
        while (wish() == Wish.RUN && now().isBefore(waiting.until()) && !impatient) {
            bell.await(Duration.between(now(), waiting.until()));
        }
        if (impatient) {
            become(waiting.afresh(now()));
        }
    }

    private Starting launched(Life life) {
        return switch (state) {
            case Waiting waiting -> waiting.launched(life.process(), now());
            case Held held -> held.launched(life.process(), now());
            case Down down -> down.launched(life.process(), now());
            case Starting other -> new Starting(life.process(), now(), other.failures());
            case Running other -> new Starting(life.process(), now(), other.failures());
        };
    }

    private void stopWhatRuns() throws InterruptedException {
        try {
            Part now = part;
            Optional<RunFile> found = launch.find(now);
            if (found.isPresent()) {
                stop(launch.adopt(now, found.get()), now);
            }
        } catch (IOException e) {
            throw new IllegalStateException("can't tell which process to stop", e);
        }
    }

    private void stop(Life life, Part now) throws InterruptedException, IOException {
        now.stopSignal().send(life.process().pid());
        if (!awaitDeath(life, now.stopPatience())) {
            kill(life, now, "didn't end within " + now.stopPatience().toSeconds() + " seconds");
        }
        Files.deleteIfExists(ground.home().runFile(now.name()));
    }

    private void kill(Life life, Part now, String why) throws InterruptedException {
        lastExit = new Exit(now(), why + " and was killed");
        ProcessHandle.of(life.process().pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
        Signal.KILL.send(life.process().pid());
        if (!awaitDeath(life, AFTER_KILL)) {
            System.getLogger("weir").log(System.Logger.Level.ERROR, "part={0} survives SIGKILL", now.name());
        }
    }

    private boolean awaitDeath(Life life, Duration patience) throws InterruptedException {
        Instant limit = now().plus(patience);
        while (ground.processes().isAlive(life.process())) {
            if (now().isAfter(limit)) {
                return false;
            }
            Thread.sleep(READINESS);
        }
        return true;
    }

    private void become(PartState next) {
        PartState before = state;
        state = next;
        listener.changed(part, before, next);
    }

    private Wish wish() {
        if (ending) {
            return Wish.END;
        }
        return ground.holds().isHeld(part.name()) ? Wish.HOLD : Wish.RUN;
    }

    private Instant now() {
        return ground.clock().instant();
    }

    private enum Wish {
        RUN,
        HOLD,
        END
    }
}
