package dev.weir.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;

/** A connection of HTTP/1.1 by hand: generators must cost less than what they measure. */
final class RawHttp implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String head;

    RawHttp(String url, ApiKey key) {
        URI uri = URI.create(url);
        try {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        } catch (IOException e) {
            throw new BenchmarkFailedException("no connection to " + url + ": " + e.getMessage(), e);
        }
        head = "Host: " + uri.getAuthority() + "\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString((key.id() + ":" + key.secret()).getBytes(UTF_8))
                + "\r\n";
    }

    /** @param more further headers, each with its line end */
    void begin(String method, String path, String more) throws IOException {
        write((method + " " + path + " HTTP/1.1\r\n" + head + more + "\r\n").getBytes(US_ASCII));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Bytes as they come, heads and chunk sizes among them; the number of bytes, or -1 at the end. */
    int read(byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    /** Reads an answer with a length; its status. */
    int answer() throws IOException {
        int status = 0;
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith("HTTP/1.1 ")) {
                status = Integer.parseInt(line.substring(9, 12));
            } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't close a connection", e);
        }
    }
}
