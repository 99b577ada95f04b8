package dev.weir.operator.access;

import dev.weir.operator.login.BrokerAdmin;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.events.ClusterAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Makes what brokers allow what is wanted, and leaves alone what tenants have set by themselves: ACLs of others than roles,
 * quotas of principals that were never named.
 */
public final class AccessChange {
    private static final String ROLE = "Role:";
    private static final String PRODUCED = "producer_byte_rate";
    private static final String CONSUMED = "consumer_byte_rate";

    private final Admin admin;
    private final ClusterAccess wanted;

    public AccessChange(BrokerAdmin brokers, ClusterAccess wanted) {
        this.admin = brokers.kafka();
        this.wanted = wanted;
    }

    /**
     * Returns when the brokers have it.
     *
     * @param named principals that may have quotas from us
     */
    public void perform(Set<String> named) throws IOException {
        roles();
        if (!named.isEmpty()) {
            quotas(named);
        }
    }

    private void roles() throws IOException {
        Set<AclBinding> shall =
                wanted.roles().stream().map(AccessChange::binding).collect(Collectors.toSet());
        Set<AclBinding> are = BrokerAdmin.await(
                        admin.describeAcls(AclBindingFilter.ANY).values())
                .stream()
                .filter(acl -> acl.entry().principal().startsWith(ROLE))
                .collect(Collectors.toSet());
        List<AclBinding> missing =
                shall.stream().filter(Predicate.not(are::contains)).toList();
        List<AclBindingFilter> gone = are.stream()
                .filter(Predicate.not(shall::contains))
                .map(AclBinding::toFilter)
                .toList();
        if (!gone.isEmpty()) {
            BrokerAdmin.await(admin.deleteAcls(gone).all());
        }
        if (!missing.isEmpty()) {
            BrokerAdmin.await(admin.createAcls(missing).all());
        }
    }

    private static AclBinding binding(AclGrant grant) {
        if (!grant.principal().startsWith(ROLE)) {
            throw new IllegalArgumentException(grant.principal() + " isn't a role");
        }
        var pattern = new ResourcePattern(
                ResourceType.valueOf(grant.resourceType()),
                grant.resourceName(),
                PatternType.valueOf(grant.patternType()));
        return new AclBinding(
                pattern,
                new AccessControlEntry(
                        grant.principal(), "*", AclOperation.valueOf(grant.operation()), AclPermissionType.ALLOW));
    }

    private void quotas(Set<String> named) throws IOException {
        Map<ClientQuotaEntity, Map<String, Double>> present =
                BrokerAdmin.await(admin.describeClientQuotas(ClientQuotaFilter.containsOnly(
                                List.of(ClientQuotaFilterComponent.ofEntityType(ClientQuotaEntity.USER))))
                        .entities());
        Map<String, PrincipalQuota> quotas = new TreeMap<>();
        wanted.quotas().forEach(quota -> quotas.put(quota.principal(), quota));
        List<ClientQuotaAlteration> changes = new ArrayList<>();
        for (String principal : named) {
            ClientQuotaEntity entity = entity(principal);
            PrincipalQuota quota = quotas.get(principal);
            Map<String, Double> has = present.getOrDefault(entity, Map.of());
            List<ClientQuotaAlteration.Op> differences = new ArrayList<>();
            compare(differences, PRODUCED, has, quota == null ? null : quota.ingressBytesPerSecond());
            compare(differences, CONSUMED, has, quota == null ? null : quota.egressBytesPerSecond());
            if (!differences.isEmpty()) {
                changes.add(new ClientQuotaAlteration(entity, differences));
            }
        }
        if (!changes.isEmpty()) {
            BrokerAdmin.await(admin.alterClientQuotas(changes).all());
        }
    }

    private static void compare(
            List<ClientQuotaAlteration.Op> differences, String rate, Map<String, Double> has, @Nullable Long wanted) {
        Double shall = wanted == null ? null : Double.valueOf(wanted);
        if (!Objects.equals(has.get(rate), shall)) {
            differences.add(new ClientQuotaAlteration.Op(rate, shall));
        }
    }

    /** To Kafka, whoever has no quota of their own has no name. */
    private static ClientQuotaEntity entity(String principal) {
        return new ClientQuotaEntity(Collections.singletonMap(
                ClientQuotaEntity.USER, principal.equals(PrincipalQuota.DEFAULT) ? null : principal));
    }
}
