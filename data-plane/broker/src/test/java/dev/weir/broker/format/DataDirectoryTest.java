package dev.weir.broker.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.running.TestSpecs;
import dev.weir.broker.spec.InvalidSpecException;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.kafka.common.metadata.AccessControlEntryRecord;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path home;

    private BrokerSpec spec;
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        spec = TestSpecs.tenants(home);
        data = Path.of(spec.dataDirectory());
    }

    @Test
    void theInitialAclsStandInTheFirstMetadata() throws Exception {
        new DataDirectory(spec).formatIfNeeded();
        assertThat(new BootstrapDirectory(spec.dataDirectory()).read().records())
                .filteredOn(record -> record.message() instanceof AccessControlEntryRecord)
                .hasSize(spec.initialAcls().size())
                .allMatch(record -> ((AccessControlEntryRecord) record.message())
                        .principal()
                        .equals("Role:" + TestSpecs.ADMIN));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void formattingIsDoneOnce() throws Exception {
        new DataDirectory(spec).formatIfNeeded();
        byte[] before = Files.readAllBytes(data.resolve("bootstrap.checkpoint"));
        new DataDirectory(spec).formatIfNeeded();
        assertThat(Files.readAllBytes(data.resolve("bootstrap.checkpoint"))).isEqualTo(before);
    }

    @Test
    void interruptedFormattingStartsAnew() throws Exception {
        new DataDirectory(spec).formatIfNeeded();
        Files.createFile(data.resolve(".weir-formatting"));
        Files.writeString(data.resolve("bootstrap.checkpoint"), "half");
        new DataDirectory(spec).formatIfNeeded();
        assertThat(data.resolve(".weir-formatting")).doesNotExist();
        assertThat(new BootstrapDirectory(spec.dataDirectory()).read().records())
                .isNotEmpty();
    }

    @Test
    void aFreshVolumeIsEmptyEnough() throws Exception {
        Files.createDirectories(data.resolve("lost+found"));
        new DataDirectory(spec).formatIfNeeded();
        assertThat(data.resolve("meta.properties")).exists();
    }

    @Test
    void whatIsNotOursIsNotTouched() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("precious"), "data");
        assertThatThrownBy(() -> new DataDirectory(spec).formatIfNeeded()).isInstanceOf(InvalidSpecException.class);
        assertThat(data.resolve("precious")).exists();
    }
}
