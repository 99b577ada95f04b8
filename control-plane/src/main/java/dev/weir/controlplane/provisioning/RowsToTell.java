package dev.weir.controlplane.provisioning;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A table of another feature that the platform has to be told again as well. */
public interface RowsToTell {
    /**
     * Publishes the next rows in the order of their ids and holds them until the transaction ends.
     *
     * @return the last one's id; nothing when there were fewer than that many
     */
    Optional<String> tell(Connection connection, String after, int count) throws SQLException;
}
