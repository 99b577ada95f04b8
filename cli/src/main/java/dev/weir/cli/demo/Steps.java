package dev.weir.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.cli.terminal.Output;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does one thing after the other; says what, how to do it by hand, and how long it took. */
final class Steps {
    private static final int WIDTH = 78;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Output output;
    private final ArrayNode json = JsonNodeFactory.instance.arrayNode();
    private int number;

    Steps(Output output) {
        this.output = output;
    }

    /** @param commands what one would type; in Java's order of events they may name what the step has just made */
    <T> T step(String title, Supplier<T> action, Function<T, List<String>> commands) {
        long start = System.nanoTime();
        T result = action.get();
        long millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        number++;
        String heading = number + ". " + title;
        output.line("");
        output.line(heading + " ".repeat(Math.max(1, WIDTH - heading.length())) + millis + " ms");
        List<String> typed = commands.apply(result);
        typed.forEach(command -> output.line("   $ " + command));
        json.addObject()
                .put("step", title)
                .put("command", String.join("\n", typed))
                .put("ms", millis);
        return result;
    }

    ArrayNode json() {
        return json;
    }

    static long millisSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
}
