package dev.weir.agent.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Prints lines for people, and keeps them in the agent's log. */
public final class Console {
    private final PrintStream out;
    private final WeirHome home;
    private boolean silent;

    public Console(PrintStream out, WeirHome home) {
        this.out = out;
        this.home = home;
    }

    /** One step, or one event. */
    public synchronized void line(String text) {
        if (!silent) {
            out.println(text);
            out.flush();
        }
        try {
            Files.writeString(
                    home.log("agent"),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // Where no log can be written the terminal has to do.
            return;
        }
    }

    /** From now on only the log hears. */
    public synchronized void silence() {
        silent = true;
    }
}
