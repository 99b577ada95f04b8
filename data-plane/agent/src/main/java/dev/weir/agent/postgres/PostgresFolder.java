package dev.weir.agent.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.home.PrivateFile;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The data folder of Postgres, with a database {@code weir} that belongs to the role {@code weir}: no superuser, but it
 * may make roles.
 */
final class PostgresFolder {
    private static final int PATIENCE_SECONDS = 120;
    // Only this machine can reach it, and only with a password.
    private static final String ACCESS = "host all all 127.0.0.0/8 scram-sha-256\n";

    private final Path folder;
    private final PostgresPrograms programs;
    private final Secrets secrets;

    PostgresFolder(Path folder, PostgresPrograms programs, Secrets secrets) {
        this.folder = folder;
        this.programs = programs;
        this.secrets = secrets;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Makes it unless it is there; whoever was interrupted begins again. */
    void create() throws IOException {
        Path version = data().resolve("PG_VERSION");
        if (Files.exists(version)) {
            checkVersion(Files.readString(version).strip());
            return;
        }
        Path fresh = folder.resolve("new");
        Trees.delete(fresh);
        Files.createDirectories(folder);
        Path password = folder.resolve("password");
        PrivateFile.write(password, secrets.postgresOwnerPassword() + "\n");
        try {
            run(
                    programs.command(
                            "initdb",
                            List.of(
                                    "-D",
                                    fresh.toString(),
                                    "-U",
                                    "postgres",
                                    "--encoding=UTF8",
                                    "--locale=C",
                                    "--auth=scram-sha-256",
                                    "--pwfile=" + password,
                                    "--no-instructions")),
                    "");
            Files.writeString(fresh.resolve("pg_hba.conf"), ACCESS);
            run(
                    programs.command("postgres", List.of("--single", "-D", fresh.toString(), "postgres")),
                    "CREATE ROLE weir LOGIN CREATEROLE PASSWORD '" + secrets.postgresPassword() + "'\n"
                            + "CREATE DATABASE weir OWNER weir\n");
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion(String version) throws IOException {
        if (!version.equals(PostgresPrograms.MAJOR_VERSION)) {
            throw new IOException("the data in " + data() + " was written by Postgres " + version
                    + ", but this Weir brings Postgres " + PostgresPrograms.MAJOR_VERSION
                    + ", which can't open it. Start the Weir that wrote it, or move the data with pg_dumpall of Postgres "
                    + version + " and psql into an empty folder of this one; nothing was changed.");
        }
    }

    private void run(List<String> command, String input) throws IOException {
        Path output = folder.resolve("setup.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("Postgres' data folder wasn't ready after " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        String said = Files.readString(output);
        // In single user mode a statement that fails doesn't end the program.
        if (process.exitValue() != 0 || said.contains("ERROR:") || said.contains("FATAL:")) {
            throw new IOException("Postgres' data folder can't be made: " + said.strip());
        }
    }
}
