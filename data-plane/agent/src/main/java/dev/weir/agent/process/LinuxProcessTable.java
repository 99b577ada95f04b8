package dev.weir.agent.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code /proc}, see proc(5). */
final class LinuxProcessTable implements ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START_TICKS = 19;
    private static final String RESIDENT = "VmRSS:";
    private static final long KIBI = 1024;

    private final String boot;

    LinuxProcessTable() {
        try {
            boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ProcessIdentity> find(long pid) {
        String stat;
        try {
            stat = Files.readString(PROC.resolve(pid + "/stat"));
        } catch (IOException e) {
            return Optional.empty();
        }
        // The name stands in parentheses and may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        long startedAt = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return Optional.of(new ProcessIdentity(pid, startedAt, boot + ":" + fields[START_TICKS]));
    }

    @Override
    public boolean isAlive(ProcessIdentity process) {
        return find(process.pid())
                .map(found -> found.mark().equals(process.mark()))
                .orElse(false);
    }

    @Override
    public long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
                if (line.startsWith(RESIDENT)) {
                    String[] words = line.substring(RESIDENT.length()).strip().split(" ", -1);
                    return Long.parseLong(words[0]) * KIBI;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public List<CommandLine> commandLines() {
        List<CommandLine> lines = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                read(folder.resolve("cmdline"))
                        .ifPresent(text -> lines.add(new CommandLine(
                                Long.parseLong(folder.getFileName().toString()), text.replace('\0', ' '))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file)).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            // It has ended meanwhile, or is somebody else's.
            return Optional.empty();
        }
    }
}
