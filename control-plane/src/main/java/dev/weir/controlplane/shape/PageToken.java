package dev.weir.controlplane.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.tenants.id.OrganizationId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position as text: eight bytes of check sum, eight bytes of microseconds, the id. The check sum is taken over the
 * organization and the listing too, so that a token is of use only where it was handed out. (It guards against mistakes;
 * what a query returns is limited by its organization anyway.)
 */
final class PageToken {
    private static final int CHECK = 8;
    private static final int LONGEST = 255;
    private static final Pattern ID = Pattern.compile("[!-~]+");

    private PageToken() {}

    static String encode(OrganizationId organization, String listing, Position position) {
        byte[] plain = plain(position);
        byte[] token = ByteBuffer.allocate(CHECK + plain.length)
                .put(check(organization, listing, plain))
                .put(plain)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    static Optional<Position> decode(OrganizationId organization, String listing, String text) {
        byte[] token;
        try {
            token = text.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (token.length <= CHECK + Long.BYTES) {
            return Optional.empty();
        }
        byte[] plain = Arrays.copyOfRange(token, CHECK, token.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(token, CHECK), check(organization, listing, plain))) {
            return Optional.empty();
        }
        long micros = ByteBuffer.wrap(plain).getLong();
        String id = new String(plain, Long.BYTES, plain.length - Long.BYTES, UTF_8);
        // Who knows how a token is made can make one; what isn't a position would be an error in the database.
        return micros >= 0 && ID.matcher(id).matches()
                ? Optional.of(new Position(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id))
                : Optional.empty();
    }

    private static byte[] plain(Position position) {
        byte[] id = position.id().getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
                .put(id)
                .array();
    }

    private static byte[] check(OrganizationId organization, String listing, byte[] plain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((organization + "\n" + listing + "\n").getBytes(UTF_8));
            return Arrays.copyOf(digest.digest(plain), CHECK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
