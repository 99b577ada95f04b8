package dev.weir.agent.home;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything of one Weir lies. Private to its owner.
 *
 * @param root absolute path
 */
public record WeirHome(Path root) {
    public WeirHome {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code WEIR_HOME}, by default {@code ~/.weir}. */
    public static WeirHome current() {
        String configured = System.getenv().getOrDefault("WEIR_HOME", "");
        return new WeirHome(
                configured.isEmpty() ? Path.of(System.getProperty("user.home"), ".weir") : Path.of(configured));
    }

    public void create() throws IOException {
        Files.createDirectories(root);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(run());
        Files.createDirectories(holds());
        Files.createDirectories(logs());
        Files.createDirectories(clusters());
        Files.createDirectories(snapshots().resolve("agent"));
    }

    public Path run() {
        return root.resolve("run");
    }

    /** {@code cluster:lkc-abc:0} becomes {@code cluster-lkc-abc-0.json}. */
    public Path runFile(String part) {
        return run().resolve(fileName(part) + ".json");
    }

    public Path hold(String part) {
        return holds().resolve(fileName(part));
    }

    public Path holds() {
        return run().resolve("hold");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(fileName(part) + ".log");
    }

    public Path clusters() {
        return root.resolve("clusters");
    }

    public Path snapshots() {
        return root.resolve("snapshots");
    }

    public Path runtimes() {
        return root.resolve("runtime");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path platformKafka() {
        return root.resolve("platform-kafka");
    }

    public Path settings() {
        return root.resolve("config.json");
    }

    /** What its operator wants a program to be told besides, such as where mail is sent; there may be none. */
    public Path ownProperties(String program) {
        return root.resolve(program + ".properties");
    }

    /** What the development authority has made. */
    public Path tls() {
        return root.resolve("tls");
    }

    public Path secrets() {
        return root.resolve("secrets.json");
    }

    public Path endpoints() {
        return run().resolve("endpoints.json");
    }

    public Path properties(String part) {
        return run().resolve(part + ".properties");
    }

    /** Held by the one agent that owns this home. */
    public Path lock() {
        return run().resolve("agent.lock");
    }

    private static String fileName(String part) {
        return part.replace(':', '-');
    }
}
