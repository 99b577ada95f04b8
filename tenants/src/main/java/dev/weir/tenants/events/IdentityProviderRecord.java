package dev.weir.tenants.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom one organization trusts to say who its programs are: an issuer of tokens or an authority of certificates.
 *
 * @param schema version of this shape
 * @param provider {@code op-…}
 * @param generation grows with each change; readers ignore lower ones
 * @param organization whose it is; it vouches for nobody else
 * @param issuer the {@code iss} of its tokens; null for an authority
 * @param jwksUri where its keys are; null when its discovery document says so
 * @param audience the {@code aud} that its tokens must have; null for an authority
 * @param subjectClaim the claim that says whose a token is; null for an authority
 * @param certificates PEM of the authority; null for an issuer of tokens
 * @param subjectFrom what of a certificate's subject is the name: {@code CN} or {@code DN}; null for an issuer of tokens
 * @param mappings which service account a subject is; others are nobody
 * @param state a deleted one keeps its record, so that a gateway which was away learns of it
 */
public record IdentityProviderRecord(
        int schema,
        String provider,
        long generation,
        String organization,
        @Nullable String issuer,
        @Nullable String jwksUri,
        @Nullable String audience,
        @Nullable String subjectClaim,
        @Nullable String certificates,
        @Nullable String subjectFrom,
        List<Mapping> mappings,
        State state) {
    public static final int SCHEMA = 1;

    public IdentityProviderRecord {
        mappings = List.copyOf(mappings);
    }

    /** Whether its word counts. */
    public enum State {
        ACTIVE,
        DELETED
    }

    /**
     * Who a subject is here.
     *
     * @param subject as the provider calls it
     * @param principal {@code sa-…}
     */
    public record Mapping(String subject, String principal) {}
}
