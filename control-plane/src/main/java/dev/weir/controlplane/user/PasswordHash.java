package dev.weir.controlplane.user;

import io.quarkus.elytron.security.common.BcryptUtil;

/**
 * A password as bcrypt keeps it.
 *
 * @param value in the modular crypt format, with cost and salt
 */
public record PasswordHash(String value) {
    /** 2^10 rounds, the least that OWASP recommends: 67 ms of one core, and signing up is worth no more of them. */
    private static final int COST = 10;

    public static PasswordHash of(String password) {
        return new PasswordHash(BcryptUtil.bcryptHash(password, COST));
    }

    public boolean matches(String password) {
        return BcryptUtil.matches(password, value);
    }

    @Override
    public String toString() {
        return "PasswordHash[bcrypt]";
    }
}
