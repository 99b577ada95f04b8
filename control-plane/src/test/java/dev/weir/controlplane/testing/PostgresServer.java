package dev.weir.controlplane.testing;

import dev.weir.controlplane.platform.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** A Postgres of its own, with one database; may be stopped and started again at the same port. */
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "weir";
    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final Path directory;
    private final int port = FreePorts.take(1).getFirst();
    private final String database = "weir_" + UUID.randomUUID().toString().replace("-", "");
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    public PostgresServer() {
        this(Map.of());
    }

    /** @param settings of {@code postgresql.conf}, beside the usual ones */
    public PostgresServer(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        try {
            directory = Files.createTempDirectory("weir-postgres");
            start();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                Files.writeString(directory.resolve("pg_hba.conf"), ACCESS);
                statement.execute("select pg_reload_conf()");
                // As an installation has it: no superuser, but it may make roles.
                statement.execute("create role " + OWNER + " login createrole password '" + OWNER + "'");
                statement.execute("create database " + database + " owner " + OWNER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void start() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            settings.forEach(builder::setServerConfig);
            server = builder.setPort(port)
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fast shutdown: every connection is cut. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it keeps its files. */
    public Path directory() {
        return directory;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** As the superuser, who sees everything. */
    public Connection connect() throws SQLException {
        return connect(SUPERUSER);
    }

    /** As one of the roles; all have their name as their password. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, role);
    }

    /** As the superuser, in a transaction. */
    public <T> T inTransaction(Database.Work<T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, String> config() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url(),
                "quarkus.datasource.password",
                "weir_api",
                "quarkus.datasource.system.password",
                "weir_system",
                "quarkus.flyway.username",
                OWNER,
                "quarkus.flyway.password",
                OWNER);
    }

    @Override
    public void close() {
        stop();
        Folders.delete(directory);
    }
}
