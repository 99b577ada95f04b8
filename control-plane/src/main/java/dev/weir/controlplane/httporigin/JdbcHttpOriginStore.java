package dev.weir.controlplane.httporigin;

import dev.weir.controlplane.platform.Database;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;

@ApplicationScoped
class JdbcHttpOriginStore implements HttpOriginStore {
    private final Database database;

    JdbcHttpOriginStore(Database database) {
        this.database = database;
    }

    @Override
    public List<String> of(ClusterId cluster) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select http_origins from cluster where id = ?")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? List.of((String[]) row.getArray(1).getArray()) : List.of();
                }
            }
        });
    }

    @Override
    public void replace(ClusterId cluster, List<String> origins) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update cluster set http_origins = ?, generation = generation + 1, updated_at = now()
                    where id = ?""")) {
                update.setArray(1, connection.createArrayOf("text", origins.toArray()));
                update.setString(2, cluster.value());
                return update.executeUpdate();
            }
        });
    }
}
