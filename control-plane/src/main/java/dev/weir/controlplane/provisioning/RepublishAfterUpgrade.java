package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.PlatformTopic;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jboss.logging.Logger;

/**
 * Tells everything again, at the first start of a program whose records have other shapes than those that the topics were
 * filled with: what is new in them, readers know only if it is told. Two control planes that begin at once may both do
 * so; readers ignore what they know.
 */
@ApplicationScoped
class RepublishAfterUpgrade {
    /** By topic, in a form that is only ever compared. */
    static final String SHAPES = shape(PlatformTopic.CLUSTERS, ClusterDesired.SCHEMA)
            + shape(PlatformTopic.CLUSTER_SECRETS, ClusterSecret.SCHEMA)
            + shape(PlatformTopic.API_KEYS, ApiKeyRecord.SCHEMA)
            + shape(PlatformTopic.ACCESS, ClusterAccess.SCHEMA)
            + shape(PlatformTopic.IDENTITY_PROVIDERS, IdentityProviderRecord.SCHEMA);

    private static final Logger LOG = Logger.getLogger(RepublishAfterUpgrade.class);

    private final SystemDatabase database;
    private final Republication republication;

    RepublishAfterUpgrade(SystemDatabase database, Republication republication) {
        this.database = database;
        this.republication = republication;
    }

    private static String shape(PlatformTopic topic, int schema) {
        return topic.topicName() + "=" + schema + ";";
    }

    /** The shapes are written down last: who is killed before that begins again at the next start. */
    void republishIfNeeded(@Observes StartupEvent event) {
        String told = told();
        if (told.equals(SHAPES)) {
            return;
        }
        LOG.infof("records=%s before=%s, everything is told again", SHAPES, told.isEmpty() ? "none" : told);
        republication.everything();
        database.inNewTransaction(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into publication (id, shapes) values (1, ?)
                    on conflict (id) do update set shapes = excluded.shapes""")) {
                upsert.setString(1, SHAPES);
                return upsert.executeUpdate();
            }
        });
    }

    private String told() {
        return database.withoutTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select shapes from publication");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString("shapes") : "";
            }
        });
    }
}
