package dev.weir.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;

/** Where a command's result goes. With JSON wanted, nothing but JSON reaches standard output. */
public final class Output {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    public Output(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    public boolean json() {
        return json;
    }

    /** The result: one of the two. */
    public void result(Object value, String text) {
        if (json) {
            object(value);
            out.flush();
        } else {
            line(text);
        }
    }

    /** A line of the result for people; dropped when JSON is wanted. */
    public void line(String text) {
        if (!json) {
            out.println(text);
            out.flush();
        }
    }

    /** What standard output carries in either form, such as consumed records; {@link #flush} shows it. */
    public void data(String text) {
        out.println(text);
    }

    /** @return whether anybody still reads */
    public boolean flush() {
        return !out.checkError();
    }

    /** One JSON value on one line. */
    public void object(Object value) {
        try {
            data(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What goes on meanwhile, on standard error. */
    public void note(String text) {
        err.println(text);
        err.flush();
    }
}
