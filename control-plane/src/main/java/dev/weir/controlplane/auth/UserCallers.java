package dev.weir.controlplane.auth;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.authorization.GrantRows;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.OrganizationSuspended;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a user may do, who was recognised by something else than a key. Plain SQL, as for keys. */
@ApplicationScoped
public class UserCallers {
    private static final String FIND = """
            select u.organization_id, o.suspended, %s
            from app_user u join organization o on o.id = u.organization_id
            where u.id = ?""".formatted(GrantRows.column("u.id"));

    private final SystemDatabase database;

    UserCallers(SystemDatabase database) {
        this.database = database;
    }

    /** Empty when there is no such user any more; refused when their organization is suspended. */
    public Optional<OrganizationCaller> find(UserId user, CallerKey key) {
        return database.withoutTransaction(connection -> {
            try (var find = connection.prepareStatement(FIND)) {
                find.setString(1, user.value());
                try (var row = find.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    var organization = new OrganizationId(row.getString("organization_id"));
                    if (row.getBoolean("suspended")) {
                        throw new OrganizationSuspended(organization).toException();
                    }
                    return Optional.of(new OrganizationCaller(organization, user, key, GrantRows.read(row)));
                }
            }
        });
    }
}
