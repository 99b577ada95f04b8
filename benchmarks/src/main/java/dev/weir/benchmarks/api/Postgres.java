package dev.weir.benchmarks.api;

import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The platform's Postgres, as its superuser. */
final class Postgres implements AutoCloseable {
    // Rows, not tables: a sequential scan of a small table is what a planner should choose.
    private static final int LARGE_TABLE = 10_000;

    private final String address;
    private final String password;
    private final Connection connection;

    Postgres(ScratchWeir weir) {
        this.address = weir.postgres();
        this.password = weir.postgresPassword();
        try {
            this.connection =
                    DriverManager.getConnection("jdbc:postgresql://" + address + "/weir", "postgres", password);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    String host() {
        return address.substring(0, address.lastIndexOf(':'));
    }

    String port() {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    String password() {
        return password;
    }

    void populate(Population population, Consumer<String> progress) {
        try {
            population.insert(connection, progress);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** How often each large table has been read from end to end since Postgres started. */
    Map<String, Long> sequentialScans() {
        var scans = new TreeMap<String, Long>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select relname, seq_scan from pg_stat_user_tables where n_live_tup > " + LARGE_TABLE)) {
            while (rows.next()) {
                scans.put(rows.getString("relname"), rows.getLong("seq_scan"));
            }
            return scans;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static BenchmarkFailedException failed(SQLException e) {
        return new BenchmarkFailedException("Postgres: " + e.getMessage(), e);
    }
}
