package dev.weir.agent.command;

import dev.weir.agent.console.Console;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.platform.Platform;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.Training;
import dev.weir.agent.supervision.Launch;
import dev.weir.agent.supervision.Part;
import java.io.IOException;
import java.util.Optional;

/**
 * Starts a part while no agent is there to do it.
 *
 * @param home whose part
 */
record DirectStart(WeirHome home) {

    void start(String name) throws IOException, InterruptedException {
        var platform = new Platform(
                home,
                Settings.load(home),
                Secrets.loadOrMake(home),
                InstalledRuntime.current(),
                Training.none(),
                new Console(System.out, home));
        Optional<Part> part = platform.parts().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (part.isEmpty()) {
            throw new CommandFailure(name + " may run again, but no agent is there to start it: weir up");
        }
        if (!platform.supervision().isRunning(name)) {
            new Launch(platform.supervision().ground()).start(part.get());
        }
        PartControl.of(home).awaitRunning(name);
        System.out.println("No agent looks after it: nobody starts it again when it dies, until: weir up");
    }
}
