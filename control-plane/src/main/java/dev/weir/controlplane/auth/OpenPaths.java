package dev.weir.controlplane.auth;

import java.util.Set;

/** What the API answers without credentials: the door itself, and what everybody may know. */
public final class OpenPaths {
    private static final Set<String> OPEN = Set.of(
            "POST /weir/v1/signups",
            "POST /weir/v1/invitations/accept",
            "POST /weir/v1/sessions",
            "POST /weir/v1/password-resets",
            "POST /weir/v1/password-resets/complete",
            "POST /weir/v1/email-verifications",
            "POST /weir/v1/email-verifications/complete",
            "GET /weir/v1/plans",
            "GET /weir/v1/regions",
            "GET /weir/v1/errors");

    private OpenPaths() {}

    public static boolean contains(String method, String path) {
        return OPEN.contains((method.equals("HEAD") ? "GET" : method) + " " + path);
    }
}
