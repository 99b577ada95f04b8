package dev.weir.controlplane.region;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Regions as the platform itself writes them; requests only read them. Works in a transaction of the system's. */
@ApplicationScoped
public class RegionRows {
    /**
     * Writes what the settings say. What an operator has set of the capacity stays until the settings say something else
     * than they did the last time.
     */
    void register(Connection connection, Region region) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into region as r
                  (id, cloud, display_name, runtime, max_awake_brokers, configured_awake_brokers, updated_at)
                values (?, ?, ?, ?, ?, ?, now())
                on conflict (id) do update
                set cloud = excluded.cloud, display_name = excluded.display_name, runtime = excluded.runtime,
                    max_awake_brokers = case
                      when r.configured_awake_brokers is distinct from excluded.configured_awake_brokers
                      then excluded.max_awake_brokers else r.max_awake_brokers end,
                    configured_awake_brokers = excluded.configured_awake_brokers, updated_at = excluded.updated_at
                """)) {
            upsert.setString(1, region.id());
            upsert.setString(2, region.cloud());
            upsert.setString(3, region.displayName());
            upsert.setString(4, region.runtime());
            upsert.setInt(5, region.maxAwakeBrokers());
            upsert.setInt(6, region.maxAwakeBrokers());
            upsert.executeUpdate();
        }
    }

    /** The ids of all, whether or not today's settings describe them. */
    public List<String> ids(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from region order by id");
                ResultSet rows = select.executeQuery()) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** Finds a region and keeps others from taking its capacity until the transaction ends. */
    public Optional<Region> lock(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, cloud, display_name, runtime, max_awake_brokers from region where id = ?
                for no key update""")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Region(
                                row.getString("id"),
                                row.getString("cloud"),
                                row.getString("display_name"),
                                row.getString("runtime"),
                                row.getInt("max_awake_brokers")))
                        : Optional.empty();
            }
        }
    }

    public void setCapacity(Connection connection, String id, int maxAwakeBrokers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update region set max_awake_brokers = ?, updated_at = now() where id = ?")) {
            update.setInt(1, maxAwakeBrokers);
            update.setString(2, id);
            update.executeUpdate();
        }
    }
}
