package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops Weir. */
@Command(
        name = "down",
        description = "Stop everything that weir up has started. Data is kept.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "how long to wait before what is left is killed (90)")
    private int timeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        WeirHome home = WeirHome.current();
        if (!Files.isDirectory(home.run())) {
            System.out.println("There is no Weir in " + home.root() + ".");
            return 0;
        }
        boolean any = new Shutdown(home, System.out::println).all(Instant.now().plusSeconds(timeout));
        System.out.println(any ? "Weir is stopped; its data is kept in " + home.root() + "." : "Weir isn't running.");
        return 0;
    }
}
