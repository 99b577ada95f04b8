package dev.weir.agent.command;

import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.probe.Probe;
import dev.weir.agent.process.ProcessTable;
import dev.weir.agent.process.RunFile;
import dev.weir.agent.supervision.Holds;
import dev.weir.agent.supervision.SupervisionLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how each part is; asks the parts themselves, so that it tells the truth without an agent too. */
@Command(
        name = "status",
        description = "Show each part: whether it runs and is healthy, since when, with how much memory.",
        footer = {
            "",
            "With --json: {\"home\",\"up\",\"parts\":[{\"part\",\"state\",\"healthy\",\"pid\",\"started_at\",\"memory_bytes\","
                    + "\"restarts\",\"last_exit\",\"address\"}]}",
            "Exit code 0 when all is up, 3 when nothing runs, 4 when something isn't healthy."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int NOTHING_RUNS = 3;
    private static final int SOMETHING_IS_WRONG = 4;
    private static final long MEBI = 1024L * 1024;

    @Option(names = "--json", description = "one JSON object, for programs")
    private boolean json;

    private final WeirHome home = WeirHome.current();
    private final ProcessTable processes = ProcessTable.current();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<PartReport> parts = reports();
        boolean nothing = parts.stream().allMatch(part -> part.pid() == 0);
        boolean up = parts.stream()
                .filter(part -> !part.part().startsWith("cluster:"))
                .allMatch(PartReport::healthy);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("home", home.root().toString());
            all.put("up", up);
            all.put("parts", parts);
            System.out.print(Json.pretty(all));
            return 0;
        }
        if (nothing) {
            System.out.println("Weir isn't running (" + home.root() + "). Start it with: weir up");
            return NOTHING_RUNS;
        }
        print(parts);
        return up ? 0 : SOMETHING_IS_WRONG;
    }

    private List<PartReport> reports() throws IOException, InterruptedException {
        Optional<SupervisionLog> log = SupervisionLog.read(home)
                .filter(found -> processes.find(found.agentPid()).isPresent());
        List<FutureTask<PartReport>> tasks = new ArrayList<>();
        for (String name : new PartNames(home).all()) {
            var task = new FutureTask<>(() -> report(name, log));
            Thread.ofVirtual().start(task);
            tasks.add(task);
        }
        List<PartReport> reports = new ArrayList<>();
        for (FutureTask<PartReport> task : tasks) {
            try {
                reports.add(task.get());
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return reports;
    }

    private PartReport report(String name, Optional<SupervisionLog> log) throws IOException {
        Optional<RunFile> file = RunFile.read(home, name).filter(found -> processes.isAlive(found.process()));
        Optional<SupervisionLog.Entry> entry = log.stream()
                .flatMap(found -> found.parts().stream())
                .filter(found -> found.name().equals(name))
                .findFirst();
        int restarts = entry.map(SupervisionLog.Entry::restarts).orElse(0);
        String lastExit = entry.map(SupervisionLog.Entry::lastExit).orElse("");
        if (file.isEmpty()) {
            String state = new Holds(home).isHeld(name)
                    ? "held"
                    : entry.map(SupervisionLog.Entry::state)
                            .filter(label -> label.equals("waiting"))
                            .orElse("stopped");
            return new PartReport(name, state, false, 0, 0, 0, restarts, lastExit, "");
        }
        RunFile found = file.get();
        String state = entry.map(SupervisionLog.Entry::state)
                .filter(label -> label.equals("starting"))
                .orElse("running");
        boolean healthy = name.equals(AgentProcess.PART)
                ? AgentProcess.of(home).isReady()
                : Probe.of(found.health(), found.address()).ask() == Probe.Health.HEALTHY;
        return new PartReport(
                name,
                state,
                healthy,
                found.pid(),
                found.startedAt(),
                processes.residentBytes(found.pid()),
                restarts,
                lastExit,
                found.address());
    }

    private static void print(List<PartReport> parts) {
        int width = parts.stream().mapToInt(part -> part.part().length()).max().orElse(0);
        String format = "%-" + width + "s  %-9s %-8s %8s  %-9s %8s  %8s  %s%n";
        System.out.printf(
                Locale.ROOT, format, "PART", "STATE", "HEALTHY", "PID", "SINCE", "MEMORY", "RESTARTS", "ADDRESS");
        for (PartReport part : parts) {
            boolean runs = part.pid() > 0;
            System.out.printf(
                    Locale.ROOT,
                    format,
                    part.part(),
                    part.state(),
                    runs ? (part.healthy() ? "yes" : "no") : "-",
                    runs ? String.valueOf(part.pid()) : "-",
                    runs ? age(part.startedAt()) : "-",
                    runs ? part.memory() / MEBI + " MiB" : "-",
                    String.valueOf(part.restarts()),
                    part.address() + (part.lastExit().isEmpty() ? "" : "  (before: " + part.lastExit() + ")"));
        }
    }

    private static String age(long startedAt) {
        Duration age = Duration.between(Instant.ofEpochMilli(startedAt), Instant.now());
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m " + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }
}
