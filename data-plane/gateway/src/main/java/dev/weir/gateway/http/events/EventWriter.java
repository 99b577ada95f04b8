package dev.weir.gateway.http.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.Refusal;
import io.vertx.core.buffer.Buffer;

/** Writes server-sent events (HTML standard, 9.2). */
public final class EventWriter {
    /** A comment, which clients pass over. */
    static final String HEARTBEAT = ":\n\n";

    private static final byte[] ID = "id: ".getBytes(UTF_8);
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final int ROOM = 4 * 1024;

    private final Buffer buffer;

    public EventWriter() {
        this(0);
    }

    /** @param expected bytes, after which nobody writes much more */
    public EventWriter(int expected) {
        buffer = Buffer.buffer(expected + ROOM);
    }

    /** One record; whoever reconnects shows the id. */
    public void record(String id, byte[] json) {
        event("", id, json);
    }

    /** Why the stream ends. */
    void problem(Problem problem) {
        event("event: error\n", "", Refusal.text(ErrorAnswer.of(problem)).getBytes(UTF_8));
    }

    private void event(String kind, String id, byte[] data) {
        if (!id.isEmpty()) {
            buffer.appendBytes(ID).appendString(id).appendByte((byte) '\n');
        }
        // JSON that was stored with line breaks has them between its tokens only.
        for (int at = 0; at < data.length; at++) {
            if (data[at] == '\n' || data[at] == '\r') {
                data[at] = ' ';
            }
        }
        if (!kind.isEmpty()) {
            buffer.appendString(kind);
        }
        buffer.appendBytes(DATA).appendBytes(data).appendByte((byte) '\n').appendByte((byte) '\n');
    }

    public int length() {
        return buffer.length();
    }

    Buffer buffer() {
        return buffer;
    }
}
