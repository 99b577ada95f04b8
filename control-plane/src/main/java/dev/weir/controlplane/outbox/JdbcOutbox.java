package dev.weir.controlplane.outbox;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.events.PlatformTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;

@ApplicationScoped
class JdbcOutbox implements Outbox {
    /** Postgres tells the publisher when the transaction commits. */
    static final String WAKE_CHANNEL = "weir_outbox";

    private static final String INSERT = """
            with added as (insert into outbox (topic, record_key, payload) values (?, ?, ?))
            select pg_notify('weir_outbox', '')""";

    private final Database database;
    private final PlatformJson json;

    JdbcOutbox(Database database, PlatformJson json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public void publish(PlatformTopic topic, String key, Object record) {
        String payload = json.write(record);
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, topic.topicName());
                insert.setString(2, key);
                insert.setString(3, payload);
                return insert.execute();
            }
        });
    }
}
