package dev.weir.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The end of a file that grows. */
final class Tail {
    private static final int MOST_AT_ONCE = 1024 * 1024;

    private final Path file;
    private long position;

    Tail(Path file) {
        this.file = file;
    }

    String name() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".log".length());
    }

    /** The last lines, at most a megabyte. */
    String last(int lines) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            String text = read(in, Math.max(0, length - MOST_AT_ONCE), length);
            position = length;
            int start = text.length();
            for (int i = 0; i <= lines && start > 0; i++) {
                start = text.lastIndexOf('\n', start - 1);
            }
            return start < 0 ? text : text.substring(start == text.length() ? start : start + 1);
        }
    }

    /** What was written since; the file may have begun anew. */
    String more() throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length < position) {
                position = 0;
            }
            long end = Math.min(length, position + MOST_AT_ONCE);
            String text = read(in, position, end);
            position = end;
            return text;
        }
    }

    private static String read(RandomAccessFile in, long from, long to) throws IOException {
        byte[] bytes = new byte[(int) (to - from)];
        in.seek(from);
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }
}
