package dev.weir.agent.command;

import dev.weir.agent.cluster.Clusters;
import dev.weir.agent.console.Console;
import dev.weir.agent.home.Json;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.messaging.AgentApplication;
import dev.weir.agent.messaging.StatusOutbox;
import dev.weir.agent.platform.Platform;
import dev.weir.agent.platform.UpFailure;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.Training;
import dev.weir.agent.tls.DevelopmentAuthority;
import dev.weir.agent.tls.ServerNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agent itself: starts the platform, then looks after it until it is asked to end. */
final class Foreground {
    /** Tells the process that waits for a start in the background how it went. */
    static final String READY = "\u0006";

    private static final double MILLIS = 1000.0;

    private final WeirHome home;
    private final InstalledRuntime runtime;
    private final boolean background;
    private final AgentProcess agent;
    private final Console console;
    private volatile boolean failed;

    Foreground(WeirHome home, InstalledRuntime runtime, boolean background) {
        this.home = home;
        this.runtime = runtime;
        this.background = background;
        this.agent = AgentProcess.of(home);
        this.console = new Console(System.out, home);
    }

    int run(Settings before, Settings settings) throws IOException, InterruptedException {
        Instant begun = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        new Strays(home, agent.processes()).end();
        var platform = new Platform(home, settings, Secrets.loadOrMake(home), runtime, Training.current(), console);
        try {
            platform.checkPorts(before);
        } catch (UpFailure e) {
            return refuse(e);
        }
        Json.write(home.settings(), settings);
        keepCertificate(settings);
        agent.writeDown(runtime.digest());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "end"));
        console.line("Starting Weir in " + home.root());
        warnOfSlowness();
        try {
            platform.startFoundations();
            platform.startServices();
            return lookAfter(platform, begun);
        } catch (UpFailure e) {
            return fail(platform, e);
        }
    }

    /** Programs that show it look at its files themselves. */
    private void keepCertificate(Settings settings) throws IOException {
        var authority = new DevelopmentAuthority(home.tls(), Clock.systemUTC());
        if (!authority.certificate().toString().equals(settings.tlsCertificate())) {
            return;
        }
        authority.provide(ServerNames.of(settings));
        var _ = Executors.newSingleThreadScheduledExecutor(
                        task -> Thread.ofVirtual().name("certificate").unstarted(task))
                .scheduleWithFixedDelay(() -> renew(authority, settings), 1, 1, TimeUnit.HOURS);
    }

    private void renew(DevelopmentAuthority authority, Settings settings) {
        try {
            if (authority.provide(ServerNames.of(settings))) {
                console.line("  the certificate in " + home.tls() + " was renewed");
            }
        } catch (IOException e) {
            console.line("weir: " + e.getMessage());
        }
    }

    private int lookAfter(Platform platform, Instant begun) throws IOException {
        var outbox = new StatusOutbox();
        var clusters = new Clusters(
                home, platform.settings(), platform.places(), platform.broker(), platform.supervision(), outbox);
        platform.agentClient().messaging().forEach(System::setProperty);
        System.setProperty("weir.agent.log", home.log(AgentProcess.PART).toString());
        var code = new AtomicInteger();
        AgentApplication.run(
                new AgentApplication.Work(clusters, outbox, () -> {
                    int known = clusters.resume();
                    platform.awaitServices(begun);
                    clusters.open();
                    ready(known, begun);
                }),
                (ended, failure) -> {
                    code.set(ended);
                    if (failure != null) {
                        code.set(fail(platform, failure));
                    }
                });
        return code.get();
    }

    private void ready(int known, Instant begun) throws IOException {
        if (known > 0) {
            console.line("  " + known + (known == 1 ? " cluster" : " clusters") + " of tenants: see weir status");
        }
        console.line(String.format(
                Locale.ROOT,
                "Weir is up after %.1f s.",
                Duration.between(begun, Instant.now()).toMillis() / MILLIS));
        agent.ready();
        System.out.print(Summary.text(home));
        tellStarter(0);
        if (background) {
            console.silence();
        } else {
            System.out.println("Ctrl-C stops it.");
        }
    }

    private void tellStarter(int code) {
        if (background) {
            System.out.println(READY + code);
            System.out.flush();
        }
    }

    /** Before anything was started. */
    private int refuse(UpFailure failure) {
        console.line("weir: " + failure.getMessage());
        tellStarter(1);
        return 1;
    }

    private int fail(Platform platform, Throwable failure) {
        failed = true;
        console.line("weir: " + reasons(failure));
        try {
            platform.takeBack();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!(failure instanceof UpFailure)) {
            failure.printStackTrace();
        }
        tellStarter(1);
        return 1;
    }

    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .distinct()
                .collect(Collectors.joining(": "));
    }

    private void end(Platform platform) {
        try {
            agent.notReady();
            if (failed) {
                agent.forget();
                return;
            }
            console.line("Stopping Weir");
            platform.stop();
            agent.forget();
            console.line("Weir is stopped; its data is kept in " + home.root());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            console.line("weir: " + e.getMessage());
        }
    }

    private void warnOfSlowness() {
        if (!runtime.untrained().isEmpty() && System.getProperty("weir.training") == null) {
            console.line("  AOT caches are missing for " + runtime.untrained()
                    + ": starts take longer. They are made by: weir build");
        }
    }
}
