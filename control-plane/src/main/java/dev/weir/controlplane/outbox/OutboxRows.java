package dev.weir.controlplane.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The outbox's table, seen from the publisher's own connection: whoever lost the lock can't delete. */
final class OutboxRows {
    private static final String FIRST = "select id, topic, record_key, payload from outbox order by id limit ?";
    private static final String DELETE = "delete from outbox where id = any (?)";

    private final Connection connection;

    OutboxRows(Connection connection) {
        this.connection = connection;
    }

    List<OutboxRow> first(int count) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setInt(1, count);
            try (ResultSet result = select.executeQuery()) {
                var rows = new ArrayList<OutboxRow>();
                while (result.next()) {
                    rows.add(new OutboxRow(
                            result.getLong(1), result.getString(2), result.getString(3), result.getString(4)));
                }
                return rows;
            }
        }
    }

    void delete(List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(OutboxRow::id).toArray()));
            delete.executeUpdate();
        }
    }
}
