package dev.weir.agent.postgres;

import dev.weir.agent.home.Trees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of Postgres, as zonky's archive has them.
 *
 * @param folder where they are unpacked
 */
public record PostgresPrograms(Path folder) {
    /** Data folders of another major version can't be opened by these programs. */
    public static final String MAJOR_VERSION = "18";

    private static final int ANY_EXECUTE = 0111;

    /** Unpacks them unless that is done; safe to be interrupted and to be done twice at once. */
    public void unpack() throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path part = Files.createTempDirectory(folder.getParent(), ".postgres");
        try (InputStream archive = open();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, part);
            }
        }
        try {
            Files.move(part, folder);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Trees.delete(part);
        }
    }

    /** The command line of a program. Postgres doesn't run as root, so root is somebody else to it. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // The owner of its files is the same as before, but nobody's name is known inside.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive of Postgres leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & ANY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        String name = "postgres-" + system + "-" + machine + ".txz";
        InputStream archive = PostgresPrograms.class.getClassLoader().getResourceAsStream(name);
        if (archive == null) {
            throw new IOException("this build has no Postgres for this machine: " + name + " is missing");
        }
        return archive;
    }

    private static boolean isRoot() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        try {
            // Folders of a process' own in /proc belong to whom it runs as.
            Path self = Path.of("/proc/self");
            return Files.exists(self) && (int) Files.getAttribute(self, "unix:uid") == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
