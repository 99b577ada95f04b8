package dev.weir.controlplane.api;

import dev.weir.controlplane.testing.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks behind the API, and does what its operator would. */
final class Sql {
    private Sql() {}

    static String text(PostgresServer database, String query, String... values) throws SQLException {
        try (var connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    static void update(PostgresServer database, String change, String... values) throws SQLException {
        try (var connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(change)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    /** Gives an organization a plan of its own. */
    static void plan(PostgresServer database, Tenant tenant, int environments, int clusters, int keys)
            throws SQLException {
        String limits = """
                {"organization":{"environments":%d,"clusters":%d,"serviceAccounts":2,"cloudApiKeys":%d},
                 "clusters":{"BASIC":{"ingressBytesPerSecond":1,"egressBytesPerSecond":1,"connections":1,
                  "connectionsPerSecond":1,"requestsPerSecond":1,"partitions":1,"messageBytes":1,"storageBytes":1,
                  "apiKeys":%d}}}""".formatted(environments, clusters, keys, keys);
        String name = "plan of " + tenant.organization();
        update(database, "insert into plan (name, limits) values (?, ?::jsonb)", name, limits);
        update(database, "update organization set plan = ? where id = ?", name, tenant.organization());
    }

    private static void bind(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }
}
