package dev.weir.cli.context;

/**
 * A login with e-mail address and password.
 *
 * @param id {@code ses-…}
 * @param token shown by the server once, at login
 */
public record SessionToken(String id, String token) implements Credential {
    @Override
    public String authorization() {
        return "Bearer " + token;
    }

    @Override
    public String toString() {
        return "SessionToken[id=" + id + "]";
    }
}
