package dev.weir.gateway.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsKnownAgain() throws Exception {
        var tables = new StateTables();
        tables.put(Records.cluster(3, DesiredState.RUNNING));
        tables.put(Records.status(9, ClusterStatus.Phase.RUNNING));
        tables.put(Records.secret(2, Records.signingKey("k1", 0)));
        tables.put(Records.key(4, ApiKeyRecord.State.ACTIVE));
        var file = new SnapshotFile(folder.resolve("gateway"));
        file.write(tables);
        file.write(tables);

        var loaded = new StateTables();
        new SnapshotFile(folder.resolve("gateway")).load(loaded);

        assertThat(loaded.clusters.all()).isEqualTo(tables.clusters.all());
        assertThat(loaded.statuses.all()).isEqualTo(tables.statuses.all());
        assertThat(loaded.secrets.all()).isEqualTo(tables.secrets.all());
        assertThat(loaded.keys.all()).isEqualTo(tables.keys.all());
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        new SnapshotFile(folder).write(new StateTables());

        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void fieldsOfNewerWritersAreIgnored() throws Exception {
        byte[] json = """
                {"schema":2,"key":"%s","generation":7,"secretSha256":"%s","principal":"sa-1","color":{"deep":[1]},
                 "organization":"00000000-0000-4000-8000-000000000001","cluster":"lkc-1","state":"ACTIVE"}""".formatted(
                Records.KEY, Records.key(1, ApiKeyRecord.State.ACTIVE).secretSha256()).getBytes(UTF_8);

        assertThat(RecordFormat.read(json, ApiKeyRecord.class).generation()).isEqualTo(7);
    }
}
