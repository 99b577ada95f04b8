package dev.weir.controlplane.identityprovider;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.IdentityProviderId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

/** Plain SQL: a provider and its mappings are two tables, and each is read at once. */
@ApplicationScoped
class JdbcIdentityProviderStore implements IdentityProviderStore {
    private static final String LIVE = " where p.organization_id = ? and p.state = 'ACTIVE'";

    private final Database database;

    JdbcIdentityProviderStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(IdentityProvider provider) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into identity_provider
                      (display_name, description, issuer, jwks_uri, audience, subject_claim, certificates, subject_from,
                       generation, updated_at, created_at, organization_id, state, id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?)""")) {
                int next = set(insert, provider);
                insert.setTimestamp(next, Timestamp.from(provider.createdAt()));
                insert.setString(next + 1, provider.organization().value());
                insert.setString(next + 2, provider.id().value());
                insert.executeUpdate();
            }
            return map(connection, provider);
        });
    }

    @Override
    @Transactional
    public Optional<IdentityProvider> find(OrganizationId organization, IdentityProviderId id) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(IdentityProviderRows.SELECT + LIVE + " and p.id = ?")) {
                select.setString(1, organization.value());
                select.setString(2, id.value());
                return IdentityProviderRows.read(select).stream().findFirst();
            }
        });
    }

    @Override
    public List<IdentityProvider> mapping(OrganizationId organization, ServiceAccountId account) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(IdentityProviderRows.SELECT + LIVE + """
                     and exists (select 1 from identity_mapping m
                                 where m.provider_id = p.id and m.service_account_id = ?)""")) {
                select.setString(1, organization.value());
                select.setString(2, account.value());
                return IdentityProviderRows.read(select);
            }
        });
    }

    @Override
    @Transactional
    public Page<IdentityProvider> list(PageRequest page) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(IdentityProviderRows.SELECT + LIVE + """
                     and (p.created_at, p.id) > (?, ?) order by p.created_at, p.id limit ?""")) {
                select.setString(1, page.organization().value());
                select.setTimestamp(2, Timestamp.from(page.after().createdAt()));
                select.setString(3, page.after().id());
                select.setInt(4, page.size() + 1);
                List<IdentityProvider> rows = IdentityProviderRows.read(select);
                boolean more = rows.size() > page.size();
                List<IdentityProvider> shown = more ? rows.subList(0, page.size()) : rows;
                Position next = more ? shown.getLast().position() : null;
                return new Page<>(page, shown, next, count(connection, page.organization()));
            }
        });
    }

    @Override
    public long count(OrganizationId organization) {
        return database.inCurrentTransaction(connection -> count(connection, organization));
    }

    private static long count(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from identity_provider p" + LIVE)) {
            select.setString(1, organization.value());
            return number(select);
        }
    }

    @Override
    public boolean nameTaken(OrganizationId organization, IdentityProviderId except, String displayName) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select count(*) from identity_provider p" + LIVE + " and p.id <> ? and p.display_name = ?")) {
                select.setString(1, organization.value());
                select.setString(2, except.value());
                select.setString(3, displayName);
                return number(select) > 0;
            }
        });
    }

    private static long number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void update(IdentityProvider provider) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update identity_provider
                    set display_name = ?, description = ?, issuer = ?, jwks_uri = ?, audience = ?, subject_claim = ?,
                        certificates = ?, subject_from = ?, generation = ?, updated_at = ?
                    where id = ?""")) {
                update.setString(set(update, provider), provider.id().value());
                update.executeUpdate();
            }
            unmap(connection, provider);
            return map(connection, provider);
        });
    }

    @Override
    public void end(IdentityProvider provider) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement end = connection.prepareStatement("""
                    update identity_provider set state = 'DELETED', generation = ?, updated_at = ? where id = ?""")) {
                end.setLong(1, provider.generation());
                end.setTimestamp(2, Timestamp.from(provider.updatedAt()));
                end.setString(3, provider.id().value());
                end.executeUpdate();
            }
            return unmap(connection, provider);
        });
    }

    /** Sets what may change; the number of the next parameter. */
    private static int set(PreparedStatement statement, IdentityProvider provider) throws SQLException {
        statement.setString(1, provider.spec().displayName());
        statement.setString(2, provider.spec().description());
        var columns = switch (provider.spec().kind()) {
            case Kind.Issuer issuer ->
                new String[] {issuer.issuer(), issuer.jwksUri(), issuer.audience(), issuer.subjectClaim(), null, null};
            case Kind.Authority authority ->
                new String[] {null, null, null, null, authority.certificates(), authority.subjectFrom()};
        };
        for (int i = 0; i < columns.length; i++) {
            statement.setString(3 + i, columns[i]);
        }
        statement.setLong(9, provider.generation());
        statement.setTimestamp(10, Timestamp.from(provider.updatedAt()));
        return 11;
    }

    private static int unmap(Connection connection, IdentityProvider provider) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from identity_mapping where provider_id = ?")) {
            delete.setString(1, provider.id().value());
            return delete.executeUpdate();
        }
    }

    private static int map(Connection connection, IdentityProvider provider) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into identity_mapping (provider_id, organization_id, position, subject, service_account_id)
                values (?, ?, ?, ?, ?)""")) {
            int position = 0;
            for (var mapping : provider.spec().mappings().entrySet()) {
                insert.setString(1, provider.id().value());
                insert.setString(2, provider.organization().value());
                insert.setInt(3, position++);
                insert.setString(4, mapping.getKey());
                insert.setString(5, mapping.getValue().value());
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }
}
