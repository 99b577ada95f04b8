package dev.weir.tenants.id;

/** Who acts: a person or a service account. Kafka sees {@code User:<value>}. */
public sealed interface PrincipalId permits UserId, ServiceAccountId {
    String value();

    static PrincipalId of(String value) {
        return value.startsWith("sa-") ? new ServiceAccountId(value) : new UserId(value);
    }
}
