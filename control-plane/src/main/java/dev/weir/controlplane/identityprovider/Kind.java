package dev.weir.controlplane.identityprovider;

import org.jspecify.annotations.Nullable;

/** What a provider vouches by. */
sealed interface Kind {
    /**
     * By tokens (JWT).
     *
     * @param jwksUri null when the issuer's discovery document says it
     */
    record Issuer(String issuer, @Nullable String jwksUri, String audience, String subjectClaim) implements Kind {}

    /**
     * By certificates.
     *
     * @param certificates PEM
     * @param subjectFrom {@code CN} or {@code DN}: what of a certificate's subject is the name
     */
    record Authority(String certificates, String subjectFrom) implements Kind {}
}
