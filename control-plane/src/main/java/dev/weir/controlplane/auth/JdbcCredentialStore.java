package dev.weir.controlplane.auth;

import dev.weir.controlplane.authorization.GrantRows;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Plain SQL: there is no organization yet to which a query could be confined. */
@ApplicationScoped
class JdbcCredentialStore implements CredentialStore {
    private static final String FIND = """
            select k.secret_sha256, k.organization_id, k.owner_id, o.suspended, %s
            from api_key k
            join organization o on o.id = k.organization_id
            where k.id = ? and k.state = 'ACTIVE' and k.cluster_id is null""".formatted(GrantRows.column("k.owner_id"));

    private final SystemDatabase database;

    JdbcCredentialStore(SystemDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Credential> findCloudKey(ApiKeyId key) {
        return database.withoutTransaction(connection -> {
            try (var find = connection.prepareStatement(FIND)) {
                find.setString(1, key.value());
                try (var row = find.executeQuery()) {
                    return row.next() ? Optional.of(credential(row)) : Optional.empty();
                }
            }
        });
    }

    private static Credential credential(ResultSet row) throws SQLException {
        return new Credential(
                new SecretHash(row.getString("secret_sha256")),
                new OrganizationId(row.getString("organization_id")),
                PrincipalId.of(row.getString("owner_id")),
                GrantRows.read(row),
                row.getBoolean("suspended"));
    }
}
