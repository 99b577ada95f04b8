package dev.weir.controlplane.topic;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.controlplane.cluster.ClusterDeleted;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The catalogue as an organization sees it. */
@ApplicationScoped
class TopicRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

    private final Database database;

    TopicRows(Database database) {
        this.database = database;
    }

    /** In the order in which they were seen first. */
    @Transactional
    Page<CatalogueTopic> list(PageRequest page, ClusterId cluster) {
        return database.inCurrentTransaction(connection -> {
            long total;
            try (PreparedStatement count = connection.prepareStatement(
                    "select count(*) from topic where organization_id = ? and cluster_id = ?")) {
                count.setString(1, page.organization().value());
                count.setString(2, cluster.value());
                try (ResultSet row = count.executeQuery()) {
                    total = row.next() ? row.getLong(1) : 0;
                }
            }
            try (PreparedStatement select = connection.prepareStatement("""
                    select name, kafka_id, partitions, replication_factor, settings, created_by, created_at, updated_at
                    from topic where organization_id = ? and cluster_id = ? and (created_at, name) > (?, ?)
                    order by created_at, name limit ?""")) {
                select.setString(1, page.organization().value());
                select.setString(2, cluster.value());
                select.setTimestamp(3, Timestamp.from(page.after().createdAt()));
                select.setString(4, page.after().id());
                select.setInt(5, page.size() + 1);
                List<CatalogueTopic> rows = read(select);
                boolean more = rows.size() > page.size();
                List<CatalogueTopic> shown = more ? rows.subList(0, page.size()) : rows;
                Position next = more ? shown.getLast().position() : null;
                return new Page<>(page, shown, next, total);
            }
        });
    }

    private static List<CatalogueTopic> read(PreparedStatement select) throws SQLException {
        List<CatalogueTopic> topics = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                topics.add(new CatalogueTopic(
                        row.getString("name"),
                        row.getString("kafka_id"),
                        row.getInt("partitions"),
                        row.getInt("replication_factor"),
                        JSON.readValue(row.getString("settings"), SETTINGS),
                        row.getString("created_by"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return topics;
    }

    void goWithTheirCluster(@Observes ClusterDeleted deleted) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from topic where cluster_id = ?")) {
                delete.setString(1, deleted.id().value());
                return delete.executeUpdate();
            }
        });
    }
}
