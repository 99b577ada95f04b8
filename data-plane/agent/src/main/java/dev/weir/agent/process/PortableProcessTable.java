package dev.weir.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What Java and {@code ps} tell anywhere else. */
final class PortableProcessTable implements ProcessTable {
    private static final long KIBI = 1024;

    @Override
    public Optional<ProcessIdentity> find(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !ps(pid, "stat=").startsWith("Z"))
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, start.toEpochMilli(), String.valueOf(start.toEpochMilli())));
    }

    @Override
    public long residentBytes(long pid) {
        String kibibytes = ps(pid, "rss=");
        return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) * KIBI;
    }

    @Override
    public List<CommandLine> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(
                        handle -> handle.info().commandLine().stream().map(text -> new CommandLine(handle.pid(), text)))
                .toList();
    }

    private static String ps(long pid, String field) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", field, "-p", String.valueOf(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
            return ps.waitFor(2, TimeUnit.SECONDS) ? answer : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
