package dev.weir.benchmarks.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** What threads of another JVM allocate on its heap meanwhile, as the JDK's flight recorder counts it. */
public final class HeapAllocation {
    private static final String EVENT = "jdk.ThreadAllocationStatistics";
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="%s">
                <setting name="enabled">true</setting>
                <setting name="period">everyChunk</setting>
              </event>
            </configuration>
            """.formatted(EVENT);
    private static final long PATIENCE_SECONDS = 60;

    private HeapAllocation() {}

    /**
     * Bytes, to the last one.
     *
     * @param threads how the names of those begin that are counted
     */
    public static long during(long pid, String threads, Path folder, Runnable work) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("allocation.jfr").toAbsolutePath();
            Path settings = Files.writeString(folder.resolve("allocation.jfc"), SETTINGS)
                    .toAbsolutePath();
            jcmd(pid, "JFR.start", "name=bench", "settings=" + settings);
            work.run();
            jcmd(pid, "JFR.stop", "name=bench", "filename=" + file);
            // Each thread's sum so far, at the beginning and at the end.
            Map<String, LongSummaryStatistics> sums = new HashMap<>();
            try (var recording = new RecordingFile(file)) {
                while (recording.hasMoreEvents()) {
                    RecordedEvent event = recording.readEvent();
                    RecordedThread thread = event.getThread("thread");
                    if (event.getEventType().getName().equals(EVENT)
                            && thread != null
                            && String.valueOf(thread.getJavaName()).startsWith(threads)) {
                        sums.computeIfAbsent(thread.getJavaName(), _ -> new LongSummaryStatistics())
                                .accept(event.getLong("allocated"));
                    }
                }
            }
            if (sums.isEmpty()) {
                throw new BenchmarkFailedException("process " + pid + " has no threads " + threads);
            }
            return sums.values().stream()
                    .mapToLong(sum -> sum.getMax() - sum.getMin())
                    .sum();
        } catch (IOException e) {
            throw new BenchmarkFailedException("what process " + pid + " allocates can't be recorded: " + e, e);
        }
    }

    private static void jcmd(long pid, String... command) throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        words.add(Long.toString(pid));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
