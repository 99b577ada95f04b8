package dev.weir.agent.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final String SERVES = "echo serves; exec sleep 600";
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(60));

    @TempDir
    private Path folder;

    private WeirHome home;
    private Ground ground;

    @BeforeEach
    void setUp() throws IOException {
        home = new WeirHome(folder);
        home.create();
        ground = Ground.of(home);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        RunFile.readAll(home).forEach(file -> Signal.KILL.send(file.pid()));
    }

    @Test
    void aPartThatDiesIsStartedAgain() throws Exception {
        Supervisor supervisor = supervise(part(SERVES, "1"));
        ProcessIdentity first = awaitRunning(supervisor);
        Signal.KILL.send(first.pid());
        await().until(() -> supervisor.restarts() == 1 && supervisor.state() instanceof Running);
        assertThat(process(supervisor)).isNotEqualTo(first);
        assertThat(supervisor.lastExit().orElseThrow().reason()).isEqualTo("was killed by signal 9");
        end(supervisor);
    }

    @Test
    void aPartThatCantStartIsTriedEverMoreRarelyUntilSomebodyAsksForIt() throws Exception {
        Path tries = folder.resolve("tries");
        Supervisor supervisor = supervise(part("echo x >> " + tries + "; exit 3", "1"));
        await().until(() -> supervisor.state() instanceof Waiting waiting && waiting.failures() >= 4);
        var waiting = (Waiting) supervisor.state();
        assertThat(Duration.between(waiting.since(), waiting.until())).isGreaterThanOrEqualTo(BACKOFF.delay(4));
        assertThat(waiting.exit().reason()).isEqualTo("ended with code 3");
        await().until(() -> supervisor.state() instanceof Waiting later
                && Duration.between(later.since(), later.until()).compareTo(Duration.ofSeconds(3)) > 0);
        long before = Files.readAllLines(tries).size();
        supervisor.retry();
        await().atMost(Duration.ofSeconds(2))
                .until(() -> Files.readAllLines(tries).size() >= before + 2);
        assertThat(((Waiting) awaitWaiting(supervisor)).failures()).isLessThan((int) before);
        end(supervisor);
    }

    @Test
    void anAgentThatComesAfterACrashAdoptsWhatRuns() throws Exception {
        Part part = part(SERVES, "1");
        ProcessIdentity left = new Launch(ground).start(part).process();
        Supervisor supervisor = supervise(part);
        assertThat(awaitRunning(supervisor)).isEqualTo(left);
        assertThat(supervisor.startedHere()).isFalse();
        // It isn't this agent's child, and its death is noticed all the same.
        Signal.KILL.send(left.pid());
        await().until(() ->
                supervisor.state() instanceof Running && !process(supervisor).equals(left));
        end(supervisor);
    }

    @Test
    void whatAFormerAgentLeftOfPartsThatNobodyWantsIsEndedAndTheRestGoesOn() throws Exception {
        ProcessIdentity left = new Launch(ground).start(part(SERVES, "1")).process();
        var supervision = new Supervision(ground, PartListener.NONE);
        supervision.endLeftovers("cluster:tes:");
        assertThat(ground.processes().isAlive(left)).isTrue();
        Supervisor adopter = supervision.add(part(SERVES, "1"), PartListener.NONE);
        assertThat(awaitRunning(adopter)).isEqualTo(left);
        supervision.endLeftovers("cluster:test:");
        assertThat(ground.processes().isAlive(left)).isTrue();

        new Supervision(ground, PartListener.NONE).endLeftovers("cluster:test:");
        assertThat(ground.processes().isAlive(left)).isFalse();
        end(adopter);
        assertThat(home.runFile("cluster:test:0")).doesNotExist();
    }

    @Test
    void whatAFormerAgentStartedForAnotherSpecIsReplaced() throws Exception {
        ProcessIdentity left = new Launch(ground).start(part(SERVES, "1")).process();
        Supervisor supervisor = supervise(part(SERVES, "2"));
        assertThat(awaitRunning(supervisor)).isNotEqualTo(left);
        assertThat(ground.processes().isAlive(left)).isFalse();
        assertThat(supervisor.serves(part(SERVES, "2"))).isTrue();
        supervisor.change(part(SERVES, "3"));
        assertThat(supervisor.isSteady()).isFalse();
        await().until(supervisor::isSteady);
        assertThat(supervisor.serves(part(SERVES, "3"))).isTrue();
        end(supervisor);
    }

    @Test
    void whoDoesntEndWhenAskedIsKilledWithItsChildren() throws Exception {
        Supervisor supervisor =
                supervise(part("trap '' TERM; sleep 601 & echo serves; while true; do wait; done", "1"));
        ProcessIdentity stubborn = awaitRunning(supervisor);
        await().until(() ->
                ProcessHandle.of(stubborn.pid()).orElseThrow().descendants().count() == 1);
        ProcessHandle child = ProcessHandle.of(stubborn.pid())
                .orElseThrow()
                .descendants()
                .findFirst()
                .orElseThrow();
        end(supervisor);
        assertThat(ground.processes().isAlive(stubborn)).isFalse();
        await().until(() -> ground.processes().find(child.pid()).isEmpty());
        assertThat(home.runFile("cluster:test:0")).doesNotExist();
    }

    @Test
    void aPartOnHoldStaysDownUntilItIsReleased() throws Exception {
        Supervisor supervisor = supervise(part(SERVES, "1"));
        ProcessIdentity running = awaitRunning(supervisor);
        ground.holds().hold("cluster:test:0");
        supervisor.look();
        await().until(() -> supervisor.state() instanceof Held);
        assertThat(ground.processes().isAlive(running)).isFalse();
        ground.holds().release("cluster:test:0");
        supervisor.look();
        awaitRunning(supervisor);
        end(supervisor);
    }

    private Supervisor supervise(Part part) {
        var supervisor = new Supervisor(part, ground, BACKOFF, PartListener.NONE);
        supervisor.start();
        return supervisor;
    }

    private Part part(String script, String digest) {
        return new Part(
                "cluster:test:0",
                List.of("/bin/sh", "-c", script),
                Map.of(),
                folder,
                home.log("cluster:test:0"),
                "runtime",
                digest,
                true,
                "",
                "none",
                "serves",
                Signal.TERM,
                Duration.ofMillis(300),
                Part.Preparation.NONE);
    }

    private static ProcessIdentity awaitRunning(Supervisor supervisor) {
        await().until(() -> supervisor.state() instanceof Running);
        return process(supervisor);
    }

    private static PartState awaitWaiting(Supervisor supervisor) {
        await().until(() -> supervisor.state() instanceof Waiting);
        return supervisor.state();
    }

    private static ProcessIdentity process(Supervisor supervisor) {
        return supervisor.state().process().orElseThrow();
    }

    private static void end(Supervisor supervisor) throws InterruptedException {
        supervisor.end();
        supervisor.awaitEnd();
    }
}
