package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what parts have written. */
@Command(name = "logs", description = "Show what a part has written, or all of them.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Parameters(arity = "0..1", paramLabel = "PART", description = "such as gateway, or cluster:lkc-abc123:0")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what it writes, until Ctrl-C")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many lines of each (50)")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Tail> tails = new ArrayList<>();
        for (Path log : logs(WeirHome.current())) {
            tails.add(new Tail(log));
        }
        boolean several = tails.size() > 1;
        for (Tail tail : tails) {
            heading(several, tail);
            System.out.print(tail.last(lines));
        }
        Tail last = tails.getLast();
        while (follow) {
            for (Tail tail : tails) {
                String news = tail.more();
                if (!news.isEmpty()) {
                    heading(several && !tail.equals(last), tail);
                    last = tail;
                    System.out.print(news);
                    System.out.flush();
                }
            }
            Thread.sleep(POLL);
        }
        return 0;
    }

    private static void heading(boolean wanted, Tail tail) {
        if (wanted) {
            System.out.println("==> " + tail.name() + " <==");
        }
    }

    private List<Path> logs(WeirHome home) throws IOException {
        List<Path> found = new ArrayList<>();
        if (part != null) {
            Path own = home.log(part);
            if (Files.exists(own)) {
                return List.of(own);
            }
            new PartNames(home)
                    .matching(part).stream()
                            .map(home::log)
                            .filter(Files::exists)
                            .forEach(found::add);
        } else if (Files.isDirectory(home.logs())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.logs(), "*.log")) {
                files.forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new CommandFailure("there are no logs yet in " + home.logs());
        }
        found.sort(Path::compareTo);
        return found;
    }
}
