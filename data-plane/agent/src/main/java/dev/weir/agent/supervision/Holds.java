package dev.weir.agent.supervision;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;

/**
 * The parts that somebody has stopped on purpose: each is a file in {@code run/hold}, so that any program can ask for it
 * and it outlives the agent.
 *
 * @param home whose parts
 */
public record Holds(WeirHome home) {
    public boolean isHeld(String part) {
        return Files.exists(home.hold(part));
    }

    public void hold(String part) throws IOException {
        Files.createDirectories(home.holds());
        try {
            Files.createFile(home.hold(part));
        } catch (FileAlreadyExistsException e) {
            // Held already.
        }
    }

    public boolean release(String part) throws IOException {
        return Files.deleteIfExists(home.hold(part));
    }
}
