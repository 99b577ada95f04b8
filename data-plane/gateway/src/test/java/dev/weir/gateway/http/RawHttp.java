package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Predicate;

/** HTTP by hand, for what no client would send. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private boolean ended;

    RawHttp() throws IOException {
        URI url = Rest.url("/");
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static String authorization() {
        return authorization(HttpTestbed.OWNER_KEY);
    }

    static String authorization(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + HttpTestbed.SECRET).getBytes(UTF_8));
    }

    /** Begins a request, and reads nothing of the answer. */
    static RawHttp get(String path, String accept) throws IOException {
        var http = new RawHttp();
        http.write("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: " + accept + "\r\nAuthorization: " + authorization()
                + "\r\n\r\n");
        return http;
    }

    /** Begins a chunked request. */
    static RawHttp post(String path) throws IOException {
        return post(path, "identity");
    }

    static RawHttp post(String path, String encoding) throws IOException {
        var http = new RawHttp();
        http.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: "
                + authorization() + "\r\nContent-Encoding: " + encoding + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        return http;
    }

    /** Whether anything is there to be read, or comes so soon. */
    boolean answersWithin(Duration time) throws IOException {
        byte[] first = new byte[1 << 12];
        socket.setSoTimeout((int) time.toMillis());
        try {
            int count = socket.getInputStream().read(first);
            seen.write(first, 0, Math.max(0, count));
            ended = count < 0;
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Sends a little again and again, until the other side closes or the time is over. Returns what came meanwhile. */
    String trickle(String little, Duration atMost) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < atMost.toNanos()) {
            try {
                write(little);
                if (answersWithin(Duration.ofMillis(100)) && ended) {
                    return seen.toString(UTF_8);
                }
            } catch (SocketException _) {
                return seen.toString(UTF_8);
            }
        }
        throw new AssertionError("the connection is still open after " + atMost + ": " + seen.toString(UTF_8));
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    void chunk(String text) throws IOException {
        chunk(text.getBytes(UTF_8));
    }

    void chunk(byte[] bytes) throws IOException {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(UTF_8));
        socket.getOutputStream().write(chunk.toByteArray());
        socket.getOutputStream().flush();
    }

    void lastChunk() throws IOException {
        write("0\r\n\r\n");
    }

    /** All that came so far, once this is in it. */
    String readUntil(String wanted) throws IOException {
        byte[] buffer = new byte[1 << 16];
        String text = seen.toString(UTF_8);
        while (!text.contains(wanted)) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new AssertionError("the end came before " + wanted + ": " + text);
            }
            seen.write(buffer, 0, count);
            text = seen.toString(UTF_8);
        }
        return text;
    }

    /** Reads on until this comes, and keeps nothing: for what is long. */
    void passUntil(String wanted) throws IOException {
        byte[] buffer = new byte[1 << 16];
        String before = "";
        while (!before.contains(wanted)) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new AssertionError("the end came before " + wanted + ": " + before);
            }
            String last = before.substring(Math.max(0, before.length() - 1_000));
            before = last + new String(buffer, 0, count, UTF_8);
        }
    }

    /** Hands on each line that comes from now on, until one is the last. */
    void readLinesUntil(Predicate<String> last) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 16);
        String line = lines.readLine();
        while (line != null && !last.test(line)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError("the end came before the last line");
        }
    }

    /** All until the other side closes. */
    String readAll() throws IOException {
        seen.write(socket.getInputStream().readAllBytes());
        return seen.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
