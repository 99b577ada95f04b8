package dev.weir.controlplane.topic;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.events.TopicListing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Makes a cluster's part of the catalogue say what a gateway has seen. */
@ApplicationScoped
public class TopicListings {
    private final SystemDatabase database;
    private final PlatformJson json;

    TopicListings(SystemDatabase database, PlatformJson json) {
        this.database = database;
        this.json = json;
    }

    /** Listings that are older than what is known, or of clusters that are gone, change nothing. */
    public void record(TopicListing listing) {
        database.inNewTransaction(connection -> {
            Optional<String> organization = organization(connection, listing.cluster());
            if (organization.isPresent() && isNews(connection, listing, organization.get())) {
                put(connection, listing, organization.get());
                remove(connection, listing);
            }
            return listing.cluster();
        });
    }

    private static Optional<String> organization(Connection connection, String cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select organization_id from cluster where id = ? and desired_state <> 'DELETED'")) {
            select.setString(1, cluster);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Locks the cluster's part as well: every control plane reads the same listings. */
    private static boolean isNews(Connection connection, TopicListing listing, String organization)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into topic_listing (cluster_id, organization_id, listed_at) values (?, ?, ?)
                on conflict (cluster_id) do update set listed_at = excluded.listed_at
                where topic_listing.listed_at < excluded.listed_at""")) {
            insert.setString(1, listing.cluster());
            insert.setString(2, organization);
            insert.setLong(3, listing.listedAt());
            return insert.executeUpdate() == 1;
        }
    }

    private void put(Connection connection, TopicListing listing, String organization) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into topic as known (cluster_id, name, kafka_id, organization_id, partitions, replication_factor,
                                            settings, created_by, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, now(), now())
                on conflict (cluster_id, name) do update
                set kafka_id = excluded.kafka_id, partitions = excluded.partitions,
                    replication_factor = excluded.replication_factor, settings = excluded.settings,
                    created_by = case when known.kafka_id = excluded.kafka_id
                                      then known.created_by else excluded.created_by end,
                    created_at = case when known.kafka_id = excluded.kafka_id
                                      then known.created_at else excluded.created_at end,
                    updated_at = excluded.updated_at
                where (known.kafka_id, known.partitions, known.replication_factor, known.settings)
                      is distinct from
                      (excluded.kafka_id, excluded.partitions, excluded.replication_factor, excluded.settings)""")) {
            for (TopicListing.Topic topic : listing.topics()) {
                insert.setString(1, listing.cluster());
                insert.setString(2, topic.name());
                insert.setString(3, topic.id());
                insert.setString(4, organization);
                insert.setInt(5, topic.partitions());
                insert.setInt(6, topic.replicationFactor());
                insert.setString(7, json.write(topic.settings()));
                insert.setString(8, listing.principal());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void remove(Connection connection, TopicListing listing) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from topic where cluster_id = ? and name <> all (?)")) {
            delete.setString(1, listing.cluster());
            delete.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            listing.topics().stream()
                                    .map(TopicListing.Topic::name)
                                    .toArray()));
            delete.executeUpdate();
        }
    }
}
