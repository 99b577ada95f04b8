package dev.weir.broker.access;

import java.util.regex.Pattern;
import org.apache.kafka.common.security.auth.KafkaPrincipal;

/** Whose names an authorizer lets pass at all. Super users are not asked. */
enum Principals {
    /** {@code u-…} and {@code sa-…}, at a tenant's broker. */
    TENANTS("(u|sa)-[a-z0-9]{1,32}"),
    /** The platform's own components, at the platform's broker. */
    COMPONENTS("[a-z][a-z0-9-]{0,62}");

    /** The type of principal to which roles are granted, beside Kafka's own {@code User}. */
    static final String ROLE = "Role";

    static final String ROLE_PREFIX = ROLE + ":";

    private final Pattern names;

    Principals(String names) {
        this.names = Pattern.compile(names);
    }

    static boolean isTenant(String name) {
        return TENANTS.names.matcher(name).matches();
    }

    boolean include(KafkaPrincipal principal) {
        return principal.getPrincipalType().equals(KafkaPrincipal.USER_TYPE)
                && names.matcher(principal.getName()).matches();
    }
}
