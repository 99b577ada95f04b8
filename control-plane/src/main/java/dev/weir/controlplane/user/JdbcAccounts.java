package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;

/** Plain SQL: there is no organization yet to which a query could be confined. */
@ApplicationScoped
class JdbcAccounts implements Accounts {
    private static final String SELECT = """
            select u.id, u.organization_id, o.display_name, u.email, u.password_hash
            from app_user u join organization o on o.id = u.organization_id
            where\s""";

    private final SystemDatabase system;
    private final Database database;
    private final Clock clock;

    JdbcAccounts(SystemDatabase system, Database database, Clock clock) {
        this.system = system;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Account> byEmail(String email) {
        return select(SELECT + "lower(u.email) = lower(?)", email);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return select(SELECT + "u.id = ?", user.value());
    }

    private Optional<Account> select(String sql, String value) {
        return system.withoutTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, value);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(account(row)) : Optional.empty();
                }
            }
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                row.getString("display_name"),
                row.getString("email"),
                new PasswordHash(row.getString("password_hash")));
    }

    @Override
    public void setPassword(UserId user, PasswordHash password) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update app_user set password_hash = ?, updated_at = ? where id = ?")) {
                update.setString(1, password.value());
                update.setTimestamp(2, Timestamp.from(clock.instant()));
                update.setString(3, user.value());
                return update.executeUpdate();
            }
        });
    }
}
