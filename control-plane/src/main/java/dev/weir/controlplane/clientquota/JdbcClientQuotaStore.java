package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain SQL: a quota and its principals are two tables, and each is read at once. */
@ApplicationScoped
class JdbcClientQuotaStore implements ClientQuotaStore {
    private static final String SELECT = """
            select q.*, array(select p.principal from client_quota_principal p where p.quota_id = q.id
                              order by p.position) as principals
            from client_quota q
            """;

    private final Database database;

    JdbcClientQuotaStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(ClientQuota quota) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into client_quota
                      (id, organization_id, environment_id, cluster_id, display_name, description, ingress_byte_rate,
                       egress_byte_rate, created_at, updated_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                insert.setString(1, quota.id().value());
                insert.setString(2, quota.organization().value());
                insert.setString(3, quota.environment().value());
                insert.setString(4, quota.cluster().value());
                insert.setString(5, quota.spec().displayName());
                insert.setString(6, quota.spec().description());
                insert.setLong(7, quota.spec().ingressByteRate());
                insert.setLong(8, quota.spec().egressByteRate());
                insert.setTimestamp(9, Timestamp.from(quota.createdAt()));
                insert.setTimestamp(10, Timestamp.from(quota.updatedAt()));
                insert.executeUpdate();
            }
            return name(connection, quota);
        });
    }

    @Override
    @Transactional
    public Optional<ClientQuota> find(OrganizationId organization, ClientQuotaId id) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(SELECT + "where q.organization_id = ? and q.id = ?")) {
                select.setString(1, organization.value());
                select.setString(2, id.value());
                return read(select).stream().findFirst();
            }
        });
    }

    @Override
    public long count(ClusterId cluster) {
        return database.inCurrentTransaction(
                connection -> count(connection, "select count(*) from client_quota where cluster_id = ?", cluster));
    }

    @Override
    public List<String> taken(ClusterId cluster, ClientQuotaId except, List<String> principals) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select principal from client_quota_principal
                    where cluster_id = ? and quota_id <> ? and principal = any (?) order by principal""")) {
                select.setString(1, cluster.value());
                select.setString(2, except.value());
                select.setArray(3, connection.createArrayOf("text", principals.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    var taken = new ArrayList<String>();
                    while (rows.next()) {
                        taken.add(rows.getString(1));
                    }
                    return taken;
                }
            }
        });
    }

    @Override
    @Transactional
    public Page<ClientQuota> list(PageRequest page, ClusterId cluster) {
        return database.inCurrentTransaction(connection -> {
            long total = count(connection, "select count(*) from client_quota where cluster_id = ?", cluster);
            try (PreparedStatement select = connection.prepareStatement(SELECT + """
                    where q.organization_id = ? and q.cluster_id = ? and (q.created_at, q.id) > (?, ?)
                    order by q.created_at, q.id limit ?""")) {
                select.setString(1, page.organization().value());
                select.setString(2, cluster.value());
                select.setTimestamp(3, Timestamp.from(page.after().createdAt()));
                select.setString(4, page.after().id());
                select.setInt(5, page.size() + 1);
                List<ClientQuota> rows = read(select);
                boolean more = rows.size() > page.size();
                List<ClientQuota> shown = more ? rows.subList(0, page.size()) : rows;
                Position next = more ? shown.getLast().position() : null;
                return new Page<>(page, shown, next, total);
            }
        });
    }

    @Override
    public void update(ClientQuota quota) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update client_quota
                    set display_name = ?, description = ?, ingress_byte_rate = ?, egress_byte_rate = ?, updated_at = ?
                    where id = ?""")) {
                update.setString(1, quota.spec().displayName());
                update.setString(2, quota.spec().description());
                update.setLong(3, quota.spec().ingressByteRate());
                update.setLong(4, quota.spec().egressByteRate());
                update.setTimestamp(5, Timestamp.from(quota.updatedAt()));
                update.setString(6, quota.id().value());
                update.executeUpdate();
            }
            change(
                    connection,
                    "delete from client_quota_principal where quota_id = ?",
                    quota.id().value());
            return name(connection, quota);
        });
    }

    @Override
    public void delete(ClientQuotaId id) {
        database.inCurrentTransaction(
                connection -> change(connection, "delete from client_quota where id = ?", id.value()));
    }

    @Override
    public void deleteOf(ClusterId cluster) {
        database.inCurrentTransaction(
                connection -> change(connection, "delete from client_quota where cluster_id = ?", cluster.value()));
    }

    @Override
    public List<ClusterId> forget(OrganizationId organization, PrincipalId principal) {
        return database.inCurrentTransaction(connection -> {
            var clusters = new ArrayList<ClusterId>();
            try (PreparedStatement delete = connection.prepareStatement("""
                    delete from client_quota_principal where organization_id = ? and principal = ?
                    returning cluster_id""")) {
                delete.setString(1, organization.value());
                delete.setString(2, principal.value());
                try (ResultSet rows = delete.executeQuery()) {
                    while (rows.next()) {
                        clusters.add(new ClusterId(rows.getString(1)));
                    }
                }
            }
            for (ClusterId cluster : clusters) {
                change(connection, """
                        delete from client_quota q where cluster_id = ?
                        and not exists (select 1 from client_quota_principal p where p.quota_id = q.id)""", cluster.value());
            }
            return clusters;
        });
    }

    private static int name(Connection connection, ClientQuota quota) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into client_quota_principal (cluster_id, principal, quota_id, organization_id, position)
                values (?, ?, ?, ?, ?)""")) {
            for (int i = 0; i < quota.spec().principals().size(); i++) {
                insert.setString(1, quota.cluster().value());
                insert.setString(2, quota.spec().principals().get(i));
                insert.setString(3, quota.id().value());
                insert.setString(4, quota.organization().value());
                insert.setInt(5, i);
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    private static int change(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }

    private static long count(Connection connection, String sql, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static List<ClientQuota> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var quotas = new ArrayList<ClientQuota>();
            while (row.next()) {
                quotas.add(new ClientQuota(
                        new ClientQuotaId(row.getString("id")),
                        new OrganizationId(row.getString("organization_id")),
                        new EnvironmentId(row.getString("environment_id")),
                        new ClusterId(row.getString("cluster_id")),
                        new ClientQuotaSpec(
                                row.getString("display_name"),
                                row.getString("description"),
                                row.getLong("ingress_byte_rate"),
                                row.getLong("egress_byte_rate"),
                                List.of((String[]) row.getArray("principals").getArray())),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant()));
            }
            return quotas;
        }
    }
}
