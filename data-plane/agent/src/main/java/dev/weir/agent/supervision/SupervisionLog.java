package dev.weir.agent.supervision;

import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the agent alone knows of its parts, written to {@code run/supervision.json} for {@code weir status}.
 *
 * @param agentPid of the agent that wrote it
 * @param parts one for each part
 */
public record SupervisionLog(long agentPid, List<Entry> parts) {
    public SupervisionLog {
        parts = List.copyOf(parts);
    }

    public static Optional<SupervisionLog> read(WeirHome home) throws IOException {
        return Json.read(file(home), SupervisionLog.class);
    }

    void write(WeirHome home) throws IOException {
        Json.write(file(home), this);
    }

    private static Path file(WeirHome home) {
        return home.run().resolve("supervision.json");
    }

    /**
     * One part.
     *
     * @param name such as {@code gateway}
     * @param state label of its {@link PartState}
     * @param restarts since the agent started
     * @param lastExit how its process ended last, or empty
     * @param retryAt when it is started again, in milliseconds since 1970; 0 unless it waits
     */
    public record Entry(String name, String state, int restarts, String lastExit, long retryAt) {
        static Entry of(Supervisor supervisor) {
            return new Entry(
                    supervisor.part().name(),
                    supervisor.state().label(),
                    supervisor.restarts(),
                    supervisor.lastExit().map(Exit::reason).orElse(""),
                    supervisor.state() instanceof PartState.Waiting waiting
                            ? waiting.until().toEpochMilli()
                            : 0);
        }
    }
}
