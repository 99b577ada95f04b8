package dev.weir.cli.demo;

import dev.weir.cli.context.Home;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** The whole way in one command. */
@Command(
        name = "demo",
        description = {
            "Show the whole way: a fresh tenant signs up, gets a Kafka cluster, sends records over HTTP and reads them"
                    + " with the Kafka protocol, and the other way round.",
            "Starts the platform if it isn't up, and leaves it running. The tenant is your context afterwards."
        },
        footer = {
            "",
            "With --json: {\"ok\",\"first_record_ms\",\"organization\",\"cluster\",\"steps\":[{\"step\",\"command\",\"ms\"}],"
                    + "\"news\":{\"sent\":[…],\"read\":[…]},"
                    + "\"events\":[{\"partition\",\"offset\",\"key\",\"value\"}]}",
            "Exit code 0 only if what was read is what was sent.",
            "",
            "Examples:",
            "  weir demo",
            "  weir demo --server http://weir.example.com:8080"
        })
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Session session = common.session();
        if (common.server() == null) {
            new Platform(Home.of(System.getenv()), session.output()).ensureUp();
        }
        return new Tour(session).run() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
