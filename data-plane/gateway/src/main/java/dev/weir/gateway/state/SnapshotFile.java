package dev.weir.gateway.state;

import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.IdentityProviderRecord;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tables in one file, readable by its owner only and replaced in one step. */
final class SnapshotFile {
    private static final int SCHEMA = 1;

    private final Path file;

    SnapshotFile(Path folder) {
        this.file = folder.resolve("state.json");
    }

    record Content(
            int schema,
            List<ClusterDesired> clusters,
            List<ClusterStatus> statuses,
            List<ClusterSecret> secrets,
            List<ApiKeyRecord> keys,
            @Nullable List<IdentityProviderRecord> providers) {}

    boolean exists() {
        return Files.exists(file);
    }

    void load(StateTables tables) throws IOException {
        Content content = RecordFormat.JSON.readValue(file.toFile(), Content.class);
        content.clusters().forEach(tables::put);
        content.statuses().forEach(tables::put);
        content.secrets().forEach(tables::put);
        content.keys().forEach(tables::put);
        // A snapshot of an older gateway has none.
        if (content.providers() != null) {
            content.providers().forEach(tables::put);
        }
    }

    void write(StateTables tables) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling("state.json.new");
        Files.deleteIfExists(next);
        var content = new Content(
                SCHEMA,
                List.copyOf(tables.clusters.all().values()),
                List.copyOf(tables.statuses.all().values()),
                List.copyOf(tables.secrets.all().values()),
                List.copyOf(tables.keys.all().values()),
                List.copyOf(tables.providers.all().values()));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(next, options, ownerOnly());
                var out = Channels.newOutputStream(channel)) {
            out.write(RecordFormat.JSON.writeValueAsBytes(content));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
