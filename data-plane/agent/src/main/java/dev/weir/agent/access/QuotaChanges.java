package dev.weir.agent.access;

import dev.weir.tenants.access.PrincipalQuota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/**
 * What has to change for the quotas of principals to be those that are wanted. Whoever is named has both byte rates as
 * they are named, whatever a tenant has set through Kafka; whoever was named before and isn't any more has none;
 * everybody else has what tenants have set.
 */
final class QuotaChanges {
    private static final String IN = "producer_byte_rate";
    private static final String OUT = "consumer_byte_rate";

    private QuotaChanges() {}

    /**
     * Compares.
     *
     * @param present all quotas of single users
     * @param wanted what principals shall have
     * @param before principals that had quotas of ours
     */
    static List<ClientQuotaAlteration> between(
            Map<ClientQuotaEntity, Map<String, Double>> present, List<PrincipalQuota> wanted, Set<String> before) {
        Map<String, Rates> shall = new HashMap<>();
        before.forEach(principal -> shall.put(principal, new Rates(null, null)));
        wanted.forEach(quota ->
                shall.put(quota.principal(), new Rates(quota.ingressBytesPerSecond(), quota.egressBytesPerSecond())));
        List<ClientQuotaAlteration> changes = new ArrayList<>();
        shall.forEach((principal, rates) -> {
            ClientQuotaEntity entity = entity(principal);
            Map<String, Double> are = present.getOrDefault(entity, Map.of());
            List<Op> differences = new ArrayList<>();
            add(differences, IN, are.get(IN), rates.in());
            add(differences, OUT, are.get(OUT), rates.out());
            if (!differences.isEmpty()) {
                changes.add(new ClientQuotaAlteration(entity, differences));
            }
        });
        return changes;
    }

    private static void add(List<Op> differences, String key, @Nullable Double present, @Nullable Long wanted) {
        Double shall = wanted == null ? null : Double.valueOf(wanted);
        if (!Objects.equals(present, shall)) {
            differences.add(new Op(key, shall));
        }
    }

    /** Kafka's name for the quota of everybody who has none of their own is no name. */
    private static ClientQuotaEntity entity(String principal) {
        Map<String, @Nullable String> user = new HashMap<>();
        user.put(ClientQuotaEntity.USER, principal.equals(PrincipalQuota.DEFAULT) ? null : principal);
        return new ClientQuotaEntity(user);
    }

    private record Rates(@Nullable Long in, @Nullable Long out) {}
}
