package dev.weir.benchmarks.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection that does no more than it must: whoever measures shares the processors with what is
 * measured, and pgbench is as frugal.
 */
final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final int HEXADECIMAL = 16;
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int FIRST_REFUSAL = 300;

    private final Socket socket;
    private final InputStream answers;

    HttpConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends a whole request and reads its answer.
     *
     * @throws BenchmarkFailedException unless the answer is a success
     */
    void exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
            chunked |= lower.equals(CHUNKED);
        }
        String body = chunked ? chunks() : bytes(length);
        if (Integer.parseInt(status.split(" ", 3)[1]) >= FIRST_REFUSAL) {
            throw new BenchmarkFailedException("a request was refused: " + status + " " + body);
        }
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int length = Integer.parseInt(line(), HEXADECIMAL); length > 0; length = nextLength()) {
            body.append(bytes(length));
        }
        // The line after the last chunk.
        line();
        return body.toString();
    }

    private int nextLength() throws IOException {
        line();
        return Integer.parseInt(line(), HEXADECIMAL);
    }

    private String bytes(int length) throws IOException {
        return new String(answers.readNBytes(length), ISO_8859_1);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int read = answers.read(); read != '\n'; read = answers.read()) {
            if (read < 0) {
                throw new EOFException("the control plane has closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't close a connection: " + e.getMessage(), e);
        }
    }
}
