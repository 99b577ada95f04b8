package dev.weir.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.home.WeirHome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLockIT {
    @TempDir
    private Path folder;

    @Test
    void aHomeHasOneAgentAndTheNextOneWhenThatIsKilled() throws Exception {
        var home = new WeirHome(folder);
        home.create();
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var told = other.inputReader()) {
            assertThat(told.readLine()).isEqualTo("holds");
            assertThat(AgentLock.take(home)).isEmpty();
            other.destroyForcibly().waitFor();
            AgentLock lock = AgentLock.take(home).orElseThrow();
            lock.release();
        }
    }

    /** Another agent, as far as the lock is concerned. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(
                    AgentLock.take(new WeirHome(Path.of(arguments[0]))).isPresent() ? "holds" : "waits");
            System.in.read();
        }
    }
}
