package dev.weir.tenants.broker;

/**
 * Clients prove who they are with a JWT (HS256) under the cluster's secret, by SASL/OAUTHBEARER.
 *
 * @param jwksFile absolute path of a JSON Web Key Set with {@code oct} keys, read again when it changes
 * @param issuer the {@code iss} that is expected
 * @param audience the {@code aud} that is expected: the cluster's id
 */
public record TokenAuthentication(String jwksFile, String issuer, String audience) {
    /** The issuer of the tokens with which a gateway speaks to brokers. */
    public static final String GATEWAY_ISSUER = "weir-gateway";
}
