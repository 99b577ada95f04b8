package dev.weir.agent.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One process of this Weir, as {@code run/<part>.json} tells whoever comes later.
 *
 * @param part such as {@code gateway} or {@code cluster:lkc-abc:0}
 * @param pid its number
 * @param startedAt when the operating system says that it started, in milliseconds since 1970
 * @param mark see {@link ProcessIdentity}
 * @param digest of the runtime that it was started from
 * @param specDigest of what it was told at its start
 * @param log where its output goes
 * @param address where it listens, or empty
 * @param health how to ask for its health: {@code kafka}, {@code postgres}, {@code http:/path}, {@code none}
 */
public record RunFile(
        String part,
        long pid,
        long startedAt,
        String mark,
        String digest,
        String specDigest,
        String log,
        String address,
        String health) {

    public ProcessIdentity process() {
        return new ProcessIdentity(pid, startedAt, mark);
    }

    public void write(WeirHome home) throws IOException {
        Json.write(home.runFile(part), this);
    }

    public static Optional<RunFile> read(WeirHome home, String part) throws IOException {
        return read(home.runFile(part));
    }

    /** A file that a crash of the machine has left half written tells nothing; its process ended with the machine. */
    private static Optional<RunFile> read(Path file) throws IOException {
        try {
            return Json.read(file, RunFile.class).filter(RunFile::isComplete);
        } catch (IOException e) {
            if (e.getCause() instanceof JsonProcessingException) {
                System.getLogger("weir").log(System.Logger.Level.WARNING, e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All that there are, in order of their names, whether the process lives or not. */
    public static List<RunFile> readAll(WeirHome home) {
        List<RunFile> found = new ArrayList<>();
        if (!Files.isDirectory(home.run())) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.run(), "*.json")) {
            for (Path file : files) {
                read(file).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(RunFile::part));
        return found;
    }

    // Other files of the folder have other fields.
    @SuppressWarnings("NullAway")
    private boolean isComplete() {
        return part != null && mark != null && pid > 0;
    }
}
