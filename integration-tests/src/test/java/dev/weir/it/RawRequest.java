package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/** A request by hand: what is answered before all of it was sent is something that clients tell badly. */
record RawRequest(String header, String body) {
    private static final int SENT_OF_IT = 10_000;
    private static final int MILLIS = 30_000;

    /** A body that is long by what its header says; only its beginning is sent. */
    static RawRequest announcing(int bytes) {
        return new RawRequest("Content-Length: " + bytes, "x".repeat(SENT_OF_IT));
    }

    /** A body whose length nobody knows before it ends. */
    static RawRequest inOneChunk(int bytes) {
        String json = "{\"x\":\"" + "x".repeat(bytes) + "\"}";
        return new RawRequest(
                "Transfer-Encoding: chunked", Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n");
    }

    /** What is answered, from its status line on. */
    String send(String api, ApiOperation operation, Tenant.Key key) throws IOException {
        URI uri = URI.create(api);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(MILLIS);
            String head = String.join(
                    "\r\n",
                    operation.method() + " " + operation.pathOf("env-0") + " HTTP/1.1",
                    "Host: " + uri.getAuthority(),
                    "Authorization: " + key.basic(),
                    "Content-Type: application/json",
                    header,
                    "",
                    "");
            socket.getOutputStream().write((head + body).getBytes(UTF_8));
            socket.getOutputStream().flush();
            byte[] answer = new byte[SENT_OF_IT];
            int length = 0;
            while (!new String(answer, 0, length, UTF_8).contains("}]}")) {
                int read = socket.getInputStream().read(answer, length, answer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new String(Arrays.copyOf(answer, length), UTF_8);
        }
    }
}
