package dev.weir.broker.format;

import dev.weir.broker.spec.InvalidSpecException;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which a broker keeps everything. A marker file stands in it while it is being formatted, so that a
 * process killed meanwhile leaves a folder that the next one knows to be worthless and formats again. Whatever else
 * isn't a folder of this broker is refused: it may be somebody's data.
 */
public final class DataDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final String MARKER = ".weir-formatting";
    private static final String META_PROPERTIES = "meta.properties";
    private static final String LOST_AND_FOUND = "lost+found";

    private final BrokerSpec spec;
    private final Path directory;

    public DataDirectory(BrokerSpec spec) {
        this.spec = spec;
        this.directory = Path.of(spec.dataDirectory());
    }

    public void formatIfNeeded() throws IOException, InvalidSpecException {
        makePrivate();
        Path marker = directory.resolve(MARKER);
        if (Files.exists(marker)) {
            LOG.warn("event=formatting-again directory={} reason=interrupted", directory);
            clear();
        } else if (Files.exists(directory.resolve(META_PROPERTIES))) {
            requireOurs();
            return;
        } else if (!isEmpty()) {
            throw new InvalidSpecException(
                    "the data directory " + directory + " is neither empty nor formatted: move its files away");
        }
        Files.createFile(marker);
        new FirstFiles(spec).write();
        Files.delete(marker);
        LOG.info("event=formatted cluster={} node={} directory={}", spec.cluster(), spec.nodeId(), directory);
    }

    /** A folder that was there, perhaps a mounted one, keeps the mode that somebody gave it. */
    private void makePrivate() throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void requireOurs() throws IOException, InvalidSpecException {
        Properties properties = new Properties();
        try (var input = Files.newInputStream(directory.resolve(META_PROPERTIES))) {
            properties.load(input);
        }
        String found = properties.getProperty("cluster.id") + " node " + properties.getProperty("node.id");
        String expected = spec.cluster() + " node " + spec.nodeId();
        if (!found.equals(expected)) {
            throw new InvalidSpecException(
                    "the data directory " + directory + " belongs to " + found + ", not to " + expected);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.endsWith(LOST_AND_FOUND));
        }
    }

    /** The marker goes last: until then the folder stays known as worthless. */
    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> !file.endsWith(LOST_AND_FOUND) && !file.endsWith(MARKER))
                    .toList()) {
                deleteTree(file);
            }
        }
        Files.delete(directory.resolve(MARKER));
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
