package dev.weir.controlplane.limits;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of plans, as their administrator reads and writes it. */
@ApplicationScoped
class PlanRows {
    private static final String SELECT = """
            select name, limits, (select count(*) from organization o where o.plan = p.name) as organizations
            from plan p
            """;

    List<PlanRow> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "order by name")) {
            return read(select);
        }
    }

    Optional<PlanRow> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where name = ?")) {
            select.setString(1, name);
            return read(select).stream().findFirst();
        }
    }

    /** Nobody gets this plan, or changes it, until the transaction ends. */
    Optional<PlanRow> lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from plan where name = ? for update")) {
            select.setString(1, name);
            select.execute();
        }
        return find(connection, name);
    }

    /** False when there is such a plan. */
    boolean insert(Connection connection, String name, String limits) throws SQLException {
        return write(
                        connection,
                        "insert into plan (limits, name) values (?::jsonb, ?) on conflict do nothing",
                        limits,
                        name)
                == 1;
    }

    void update(Connection connection, String name, String limits) throws SQLException {
        write(connection, "update plan set limits = ?::jsonb where name = ?", limits, name);
    }

    private static int write(Connection connection, String sql, String limits, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, limits);
            statement.setString(2, name);
            return statement.executeUpdate();
        }
    }

    private static List<PlanRow> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var plans = new ArrayList<PlanRow>();
            while (row.next()) {
                plans.add(new PlanRow(row.getString("name"), row.getString("limits"), row.getLong("organizations")));
            }
            return plans;
        }
    }

    /**
     * One plan.
     *
     * @param limits JSON
     * @param organizations how many have it
     */
    record PlanRow(String name, String limits, long organizations) {}
}
