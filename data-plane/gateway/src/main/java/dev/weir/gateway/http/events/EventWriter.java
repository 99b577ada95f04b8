package dev.weir.gateway.http.events;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes server-sent events (HTML standard, 9.2): JSON goes straight into the buffer that is sent. */
public final class EventWriter {
    /** A comment, which clients pass over. */
    static final String HEARTBEAT = ":\n\n";

    private static final ObjectWriter JSON = Json.MAPPER.writer().withRootValueSeparator("");
    private static final int ROOM = 4 * 1024;

    private final Buffer bytes;
    private final SequenceWriter json;

    public EventWriter() {
        this(0);
    }

    /** @param expected bytes, after which nobody writes much more */
    public EventWriter(int expected) {
        bytes = Buffer.buffer(expected + ROOM);
        try {
            json = JSON.writeValues(new Appending(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
    }

    /**
     * One record; whoever reconnects shows the id.
     *
     * @param event what Jackson writes without line breaks
     */
    public void record(String id, Object event) {
        event("", id, event);
    }

    /** Why the stream ends. */
    void problem(Problem problem) {
        event("error", "", ErrorAnswer.of(problem));
    }

    private void event(String kind, String id, Object event) {
        field("id: ", id);
        field("event: ", kind);
        text("data: ");
        try {
            json.write(event);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an event can be written", e);
        }
        text("\n\n");
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            text(name);
            text(value);
            text("\n");
        }
    }

    private void text(String ascii) {
        bytes.appendString(ascii);
    }

    public int length() {
        return bytes.length();
    }

    /** All that was written; nothing can be added. */
    Buffer buffer() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return bytes;
    }

    /** Writes to a buffer's end. */
    private static final class Appending extends OutputStream {
        private final Buffer to;

        Appending(Buffer to) {
            this.to = to;
        }

        @Override
        public void write(int next) {
            to.appendByte((byte) next);
        }

        @Override
        public void write(byte[] more, int from, int length) {
            to.appendBytes(more, from, length);
        }
    }
}
