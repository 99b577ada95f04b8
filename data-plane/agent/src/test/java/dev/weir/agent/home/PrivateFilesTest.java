package dev.weir.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path folder;

    @Test
    void secretsAndEndpointsAreTheirOwnersAlone() throws IOException {
        var home = new WeirHome(folder.resolve("home"));
        home.create();
        Secrets made = Secrets.loadOrMake(home);
        assertThat(Secrets.loadOrMake(home)).isEqualTo(made);
        assertThat(made.toString()).doesNotContain(made.adminSecret(), made.masterKey());
        Json.write(home.endpoints(), new Endpoints("api", "kafka", "http", "pg", "news", "key", "secret"));
        assertThat(mode(home.root())).isEqualTo("rwx------");
        assertThat(mode(home.secrets())).isEqualTo("rw-------");
        assertThat(mode(home.endpoints())).isEqualTo("rw-------");
    }

    @Test
    void aFileIsReplacedWholeAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("file");
        PrivateFile.write(file, "one");
        assertThat(PrivateFile.writeIfChanged(file, "one")).isFalse();
        assertThat(PrivateFile.writeIfChanged(file, "two")).isTrue();
        assertThat(file).hasContent("two");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void portsForThreeBrokersAreThereFromTheBeginningAndNoneBeyondTheLast() {
        assertThat(Settings.DEFAULT.nodePorts()).isGreaterThanOrEqualTo(3);
        assertThat(Settings.DEFAULT.nodePort(2)).isEqualTo(9095);
        assertThatThrownBy(() -> new Settings(1, "127.0.0.1", "h", 8080, 65_533, 8082, 3, null, null, null))
                .hasMessageContaining("--node-ports");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
