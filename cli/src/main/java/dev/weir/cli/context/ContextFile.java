package dev.weir.cli.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.weir.cli.terminal.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code cli.json}: readable by its owner only, replaced at once, changed by one command at a time. */
public final class ContextFile {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path file;

    public ContextFile(Home home) {
        this.file = home.contexts();
    }

    public Contexts read() {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Contexts.class);
        } catch (NoSuchFileException e) {
            return Contexts.NONE;
        } catch (JsonProcessingException e) {
            throw new Failure(file + " is damaged: " + e.getOriginalMessage() + ". Move it away to start anew.", e);
        } catch (IOException e) {
            throw new Failure("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    public Contexts update(UnaryOperator<Contexts> change) {
        try {
            if (!Files.isDirectory(folder())) {
                Files.createDirectories(folder(), OWNER_FOLDER);
            }
            try (FileChannel channel = FileChannel.open(
                            folder().resolve("cli.lock"),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            OWNER_FILE);
                    var lock = channel.lock()) {
                Contexts changed = change.apply(read());
                if (lock.isValid()) {
                    replace(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(changed));
                }
                return changed;
            }
        } catch (IOException e) {
            throw new Failure("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private void replace(byte[] content) throws IOException {
        Path fresh = Files.createTempFile(folder(), "cli", ".json", OWNER_FILE);
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path folder() {
        return file.toAbsolutePath().normalize().resolveSibling("");
    }
}
