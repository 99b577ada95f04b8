package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a part run again. */
@Command(name = "start", description = "Let a part run again that was stopped.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PART",
            description = "postgres, platform-kafka, control-plane, gateway, a cluster's id, or cluster:ID:NODE")
    private String part = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        WeirHome home = WeirHome.current();
        for (String name : new PartNames(home).matching(part)) {
            PartControl control = PartControl.of(home);
            if (control.release(name)) {
                control.awaitRunning(name);
            } else {
                new DirectStart(home).start(name);
            }
        }
        return 0;
    }
}
