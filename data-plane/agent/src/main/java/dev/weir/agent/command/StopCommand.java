package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a part down on purpose. */
@Command(
        name = "stop",
        description = "Stop one part; it stays stopped until it is started, even over weir down and weir up.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PART",
            description = "postgres, platform-kafka, control-plane, gateway, a cluster's id, or cluster:ID:NODE")
    private String part = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        WeirHome home = WeirHome.current();
        for (String name : new PartNames(home).matching(part)) {
            PartControl.of(home).stop(name);
        }
        return 0;
    }
}
