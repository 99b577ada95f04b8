package dev.weir.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.agent.address.Place;
import dev.weir.agent.address.Places;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.process.Signal;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.supervision.Backoff;
import dev.weir.agent.supervision.Ground;
import dev.weir.agent.supervision.Launch;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartListener;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void itStartsComesBackAfterAKillAndIsAdopted() throws Exception {
        var home = new WeirHome(folder.resolve("home"));
        home.create();
        Ground ground = Ground.of(home);
        Place place = new Places(home).take(5432, 5433, 5434);
        var runtime = new InstalledRuntime(Files.createDirectories(folder.resolve("runtime")));
        var postgres = new Postgres(home, runtime, Secrets.loadOrMake(home), place);
        Files.createDirectories(home.postgres());
        postgres.prepare();
        Part part = postgres.part();
        new Launch(ground).start(part);
        ProcessIdentity left = RunFile.read(home, Postgres.PART).orElseThrow().process();

        var supervisor = new Supervisor(part, ground, Backoff.DEFAULT, PartListener.NONE);
        supervisor.start();
        assertThat(awaitRunning(supervisor)).isEqualTo(left);
        assertThat(supervisor.startedHere()).isFalse();

        Signal.KILL.send(left.pid());
        await().atMost(PATIENCE)
                .until(() -> supervisor.state() instanceof Running running
                        && !running.running().equals(left));
        assertThat(supervisor.restarts()).isEqualTo(1);
        supervisor.end();
        supervisor.awaitEnd();
        assertThat(Files.readString(home.log(Postgres.PART))).contains("automatic recovery in progress");
        assertThat(home.postgres().resolve("data/postmaster.pid")).doesNotExist();
    }

    private static ProcessIdentity awaitRunning(Supervisor supervisor) {
        await().atMost(PATIENCE).until(() -> supervisor.state() instanceof Running);
        return supervisor.state().process().orElseThrow();
    }
}
