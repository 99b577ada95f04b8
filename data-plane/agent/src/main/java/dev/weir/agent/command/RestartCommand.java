package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a part and starts it. */
@Command(name = "restart", description = "Stop a part and start it again.", mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PART",
            description = "postgres, platform-kafka, control-plane, gateway, a cluster's id, or cluster:ID:NODE")
    private String part = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        WeirHome home = WeirHome.current();
        for (String name : new PartNames(home).matching(part)) {
            PartControl control = PartControl.of(home);
            control.stop(name);
            if (control.release(name)) {
                control.awaitRunning(name);
            } else {
                new DirectStart(home).start(name);
            }
        }
        return 0;
    }
}
