package dev.weir.controlplane.audit;

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
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of events. On the system's connection it is everybody's, on a request's the organization's. */
@ApplicationScoped
class AuditRows {
    private static final String INSERT = """
            insert into audit_event
              (id, organization_id, at, principal, credential, address, user_agent, request_id, method, route, resources,
               status, error_code, repeated)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?""";

    // Postgres numbers a transaction when it first writes or locks a row.
    private static final String IF_CHANGED = " where pg_current_xact_id_if_assigned() is not null";

    private static final String WHERE = """
            where (?::text is null or organization_id = ?) and (?::text is null or principal = ?)
            and (?::text is null or ? = any (resources))
            and (?::timestamptz is null or at >= ?) and (?::timestamptz is null or at < ?)
            """;

    /** Within the transaction of a change; false when nothing has been changed in it. */
    boolean insertIfChanged(Connection connection, AuditEvent event) throws SQLException {
        return insert(connection, INSERT + IF_CHANGED, event);
    }

    void insert(Connection connection, AuditEvent event) throws SQLException {
        insert(connection, INSERT, event);
    }

    /** The latest first. */
    Page<AuditEvent> list(Connection connection, PageRequest page, AuditFilter filter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from audit_event " + WHERE
                + "and (?::timestamptz is null or (at, id) < (?, ?)) order by at desc, id desc limit ?")) {
            int next = bind(select, filter);
            boolean start = page.after().equals(Position.START);
            Timestamp after = start ? null : Timestamp.from(page.after().createdAt());
            select.setTimestamp(next, after);
            select.setTimestamp(next + 1, after);
            select.setString(next + 2, page.after().id());
            select.setInt(next + 3, page.size() + 1);
            List<AuditEvent> events = read(select);
            boolean more = events.size() > page.size();
            List<AuditEvent> shown = more ? events.subList(0, page.size()) : events;
            Position behind =
                    more ? new Position(shown.getLast().at(), shown.getLast().id()) : null;
            return new Page<>(page, shown, behind, count(connection, filter));
        }
    }

    /** Removes what is older, a piece at a time, and answers how many that were. */
    long purge(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement purge = connection.prepareStatement("select purge_audit_events(?)")) {
            purge.setTimestamp(1, Timestamp.from(before));
            try (ResultSet row = purge.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static long count(Connection connection, AuditFilter filter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from audit_event " + WHERE)) {
            bind(select, filter);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static int bind(PreparedStatement select, AuditFilter filter) throws SQLException {
        int index = 1;
        for (String text : new @Nullable String[] {filter.organization(), filter.principal(), filter.resource()}) {
            select.setString(index++, text);
            select.setString(index++, text);
        }
        for (Instant time : new @Nullable Instant[] {filter.from(), filter.to()}) {
            Timestamp at = time == null ? null : Timestamp.from(time);
            select.setTimestamp(index++, at);
            select.setTimestamp(index++, at);
        }
        return index;
    }

    private static boolean insert(Connection connection, String sql, AuditEvent event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, event.id());
            insert.setObject(
                    2,
                    event.organization() == null ? null : event.organization().value(),
                    Types.VARCHAR);
            insert.setTimestamp(3, Timestamp.from(event.at()));
            insert.setString(4, event.principal());
            insert.setString(5, event.credential());
            insert.setString(6, event.address());
            insert.setString(7, event.userAgent());
            insert.setString(8, event.requestId());
            insert.setString(9, event.method());
            insert.setString(10, event.route());
            insert.setArray(
                    11, connection.createArrayOf("text", event.resources().toArray()));
            insert.setInt(12, event.status());
            insert.setString(13, event.errorCode());
            insert.setInt(14, event.repeated());
            return insert.executeUpdate() == 1;
        }
    }

    private static List<AuditEvent> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var events = new ArrayList<AuditEvent>();
            while (row.next()) {
                String organization = row.getString("organization_id");
                events.add(new AuditEvent(
                        row.getString("id"),
                        organization == null ? null : new OrganizationId(organization),
                        row.getTimestamp("at").toInstant(),
                        row.getString("principal"),
                        row.getString("credential"),
                        row.getString("address"),
                        row.getString("user_agent"),
                        row.getString("request_id"),
                        row.getString("method"),
                        row.getString("route"),
                        List.of((String[]) row.getArray("resources").getArray()),
                        row.getInt("status"),
                        row.getString("error_code"),
                        row.getInt("repeated")));
            }
            return events;
        }
    }
}
