package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads somebody's roles within a query that finds out who they are: one way to Postgres for each request. */
public final class GrantRows {
    private static final String COLUMN = "grants";
    private static final String NONE = "-";

    private GrantRows() {}

    /** A column of a select, for {@link #read}; the principal is an expression of that query. */
    public static String column(String principal) {
        return """
                array(select role || ' ' || coalesce(environment_id, '-') || ' ' || coalesce(cluster_id, '-')
                      from role_binding where principal_id = %s) as %s""".formatted(principal, COLUMN);
    }

    public static Grants read(ResultSet row) throws SQLException {
        var texts = (String[]) row.getArray(COLUMN).getArray();
        return new Grants(Arrays.stream(texts).map(GrantRows::grant).distinct().toList());
    }

    static Scope scope(@Nullable String environment, @Nullable String cluster) {
        if (environment == null) {
            return Scope.organization();
        }
        return cluster == null
                ? Scope.of(new EnvironmentId(environment))
                : Scope.of(new EnvironmentId(environment), new ClusterId(cluster));
    }

    private static Grant grant(String text) {
        String[] parts = text.split(" ", -1);
        return new Grant(Role.valueOf(parts[0]), scope(unlessNone(parts[1]), unlessNone(parts[2])));
    }

    private static @Nullable String unlessNone(String id) {
        return id.equals(NONE) ? null : id;
    }
}
