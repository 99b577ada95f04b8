package dev.weir.controlplane.identityprovider;

import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** Identity providers as they stand in the tables, with their mappings. */
@ApplicationScoped
class IdentityProviderRows {
    static final String SELECT = """
            select p.*,
                   array(select m.subject from identity_mapping m where m.provider_id = p.id order by m.position)
                     as subjects,
                   array(select m.service_account_id from identity_mapping m where m.provider_id = p.id
                         order by m.position) as accounts
            from identity_provider p""";

    /** The next of all organizations in the order of their ids, deleted ones too; none changes until the transaction ends. */
    List<IdentityProviderRecord> hold(Connection connection, String after, int count) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " where p.id > ? order by p.id limit ? for share of p")) {
            select.setString(1, after);
            select.setInt(2, count);
            var records = new ArrayList<IdentityProviderRecord>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    records.add(provider(row).record(IdentityProviderRecord.State.valueOf(row.getString("state"))));
                }
            }
            return records;
        }
    }

    static List<IdentityProvider> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var providers = new ArrayList<IdentityProvider>();
            while (row.next()) {
                providers.add(provider(row));
            }
            return providers;
        }
    }

    private static IdentityProvider provider(ResultSet row) throws SQLException {
        var mappings = new LinkedHashMap<String, ServiceAccountId>();
        String[] subjects = (String[]) row.getArray("subjects").getArray();
        String[] accounts = (String[]) row.getArray("accounts").getArray();
        for (int i = 0; i < subjects.length; i++) {
            mappings.put(subjects[i], new ServiceAccountId(accounts[i]));
        }
        return new IdentityProvider(
                new IdentityProviderId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                row.getLong("generation"),
                new ProviderSpec(row.getString("display_name"), row.getString("description"), kind(row), mappings),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static Kind kind(ResultSet row) throws SQLException {
        String issuer = row.getString("issuer");
        return issuer == null
                ? new Kind.Authority(
                        Objects.requireNonNull(row.getString("certificates")),
                        Objects.requireNonNull(row.getString("subject_from")))
                : new Kind.Issuer(
                        issuer,
                        row.getString("jwks_uri"),
                        Objects.requireNonNull(row.getString("audience")),
                        Objects.requireNonNull(row.getString("subject_claim")));
    }
}
