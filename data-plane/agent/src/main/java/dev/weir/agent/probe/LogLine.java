package dev.weir.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Waits for a line in a log that others write. Reads only what is new.
 *
 * <p>Not safe for several threads.
 */
public final class LogLine implements Probe {
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final Path log;
    private final String text;
    private long position;
    private boolean seen;

    /** Only what is written from now on counts. */
    public LogLine(Path log, String text) throws IOException {
        this.log = log;
        this.text = text;
        this.position = Files.exists(log) ? Files.size(log) : 0;
    }

    @Override
    public Health ask() {
        if (!seen) {
            try {
                seen = look();
            } catch (IOException e) {
                return Health.SILENT;
            }
        }
        return seen ? Health.HEALTHY : Health.SILENT;
    }

    private boolean look() throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            if (length <= position) {
                return false;
            }
            byte[] news = new byte[(int) Math.min(length - position, MOST_AT_ONCE)];
            file.seek(position);
            file.readFully(news);
            String lines = new String(news, ISO_8859_1);
            // Half a line is read again, unless it is longer than what is read at once.
            int complete = lines.lastIndexOf('\n') + 1;
            position += complete > 0 || news.length < MOST_AT_ONCE ? complete : news.length;
            return lines.contains(text);
        }
    }
}
