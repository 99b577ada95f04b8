package dev.weir.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsntSaidStaysAsItWas() throws Exception {
        Settings before = over(Settings.DEFAULT, "--kafka-port", "19092", "--max-brokers", "7");
        Settings now = over(before, "--node-ports", "5");
        assertThat(now.kafkaPort()).isEqualTo(19_092);
        assertThat(now.nodePorts()).isEqualTo(5);
        assertThat(now.maxBrokers()).isEqualTo(7);
        assertThat(now.apiPort()).isEqualTo(Settings.DEFAULT.apiPort());
    }

    @Test
    void theyCanBeHandedOnToAnotherProcess() {
        UpOptions options = parse("--api-port", "1234", "--listen", "127.0.0.1", "--advertise", "kafka.local");
        assertThat(options.arguments())
                .containsExactly("--api-port", "1234", "--listen", "127.0.0.1", "--advertise", "kafka.local");
        assertThat(parse().arguments()).isEmpty();
    }

    @Test
    void whatCantWorkIsRefusedAndTheOptionNamed() {
        assertThatThrownBy(() -> over(Settings.DEFAULT, "--api-port", "0")).hasMessageContaining("--api-port");
        assertThatThrownBy(() -> over(Settings.DEFAULT, "--node-ports", "0")).hasMessageContaining("--node-ports");
        assertThatThrownBy(() -> over(Settings.DEFAULT, "--listen", "0.0.0.0")).hasMessageContaining("TLS");
        assertThatThrownBy(() -> over(
                        Settings.DEFAULT, "--tls-key", folder.resolve("none").toString()))
                .hasMessageContaining("--tls-key");
        assertThatThrownBy(() -> parse("--api-port", "many")).isInstanceOf(CommandLine.ParameterException.class);
    }

    private Settings over(Settings before, String... arguments) throws Exception {
        return parse(arguments).over(before, new WeirHome(folder));
    }

    private static UpOptions parse(String... arguments) {
        var up = new Up();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(up)).parseArgs(arguments);
        return up.options;
    }

    @CommandLine.Command
    private static final class Up {
        @CommandLine.Mixin
        private final UpOptions options = new UpOptions();
    }
}
