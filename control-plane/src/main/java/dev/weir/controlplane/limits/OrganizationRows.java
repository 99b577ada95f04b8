package dev.weir.controlplane.limits;

import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All organizations, with their plans and limits of their own. */
@ApplicationScoped
class OrganizationRows {
    private static final String SELECT = """
            select o.id, o.display_name, o.plan, o.suspended, o.created_at, o.updated_at,
                   coalesce(l.limits, '{}') as own, effective_limits(p.limits, l.limits) as effective
            from organization o join plan p on p.name = o.plan
            left join organization_limit l on l.organization_id = o.id
            """;

    Page<OrganizationRow> list(Connection connection, PageRequest page, @Nullable String plan) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + """
                where (o.created_at, o.id) > (?, ?) and (?::text is null or o.plan = ?)
                order by o.created_at, o.id limit ?""")) {
            select.setTimestamp(1, Timestamp.from(page.after().createdAt()));
            select.setString(2, page.after().id());
            select.setString(3, plan);
            select.setString(4, plan);
            select.setInt(5, page.size() + 1);
            List<OrganizationRow> rows = read(select);
            boolean more = rows.size() > page.size();
            List<OrganizationRow> shown = more ? rows.subList(0, page.size()) : rows;
            Position next = more
                    ? new Position(
                            shown.getLast().createdAt(), shown.getLast().id().value())
                    : null;
            return new Page<>(page, shown, next, count(connection, plan));
        }
    }

    Optional<OrganizationRow> find(Connection connection, OrganizationId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where o.id = ?")) {
            select.setString(1, id.value());
            return read(select).stream().findFirst();
        }
    }

    Optional<OrganizationRow> lock(Connection connection, OrganizationId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from organization where id = ? for no key update")) {
            select.setString(1, id.value());
            select.execute();
        }
        return find(connection, id);
    }

    void setPlan(Connection connection, OrganizationId id, String plan) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update organization set plan = ?, updated_at = now() where id = ?")) {
            update.setString(1, plan);
            update.setString(2, id.value());
            update.executeUpdate();
        }
    }

    void setLimits(Connection connection, OrganizationId id, String limits) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into organization_limit (organization_id, limits, updated_at) values (?, ?::jsonb, now())
                on conflict (organization_id) do update set limits = excluded.limits, updated_at = now()""")) {
            upsert.setString(1, id.value());
            upsert.setString(2, limits);
            upsert.executeUpdate();
        }
    }

    private static long count(Connection connection, @Nullable String plan) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from organization where ?::text is null or plan = ?")) {
            select.setString(1, plan);
            select.setString(2, plan);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static List<OrganizationRow> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var organizations = new ArrayList<OrganizationRow>();
            while (row.next()) {
                organizations.add(new OrganizationRow(
                        new OrganizationId(row.getString("id")),
                        row.getString("display_name"),
                        row.getString("plan"),
                        row.getBoolean("suspended"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("updated_at").toInstant(),
                        row.getString("own"),
                        row.getString("effective")));
            }
            return organizations;
        }
    }

    /**
     * One organization.
     *
     * @param own JSON of the limits that differ from its plan's
     * @param effective JSON of what it may have, all told
     */
    record OrganizationRow(
            OrganizationId id,
            String displayName,
            String plan,
            boolean suspended,
            Instant createdAt,
            Instant updatedAt,
            String own,
            String effective) {}
}
