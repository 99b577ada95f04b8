package dev.weir.controlplane.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A password as bcrypt keeps it.
 *
 * @param value in the modular crypt format, with cost and salt
 */
public record PasswordHash(String value) {
    /** 2^10 rounds, the least that OWASP recommends: 67 ms of one core, and signing up is worth no more of them. */
    private static final int COST = 10;
    /** bcrypt looks at no more bytes than these. */
    private static final int MOST_BYTES = 72;
    /** Of a password that nobody has. */
    private static final PasswordHash NOBODYS = of(Base64.getEncoder().encodeToString(mac("nobody's")));

    public static PasswordHash of(String password) {
        return new PasswordHash(BcryptUtil.bcryptHash(shortened(password), COST));
    }

    /** Takes as long as {@link #matches} does, for when there is no such user. */
    public static void matchNobodys(String password) {
        if (NOBODYS.matches(password)) {
            throw new IllegalStateException("nobody's password was guessed");
        }
    }

    public boolean matches(String password) {
        return BcryptUtil.matches(shortened(password), value);
    }

    /** A long one is hashed first, so that all of it counts; keyed, so that no other site's hash is a password here. */
    private static String shortened(String password) {
        return password.getBytes(UTF_8).length <= MOST_BYTES
                ? password
                : Base64.getEncoder().encodeToString(mac(password));
    }

    private static byte[] mac(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec("weir password".getBytes(UTF_8), "HmacSHA384"));
            return mac.doFinal(password.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA384", e);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[bcrypt]";
    }
}
