package dev.weir.agent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class RoleChangesTest {
    @Test
    void onlyWhatDiffersIsChangedAndTenantsOwnAclsAreLeftAlone() {
        AclBinding kept = binding("Role:u-1", "a", AclOperation.READ);
        AclBinding old = binding("Role:u-1", "b", AclOperation.READ);
        AclBinding tenants = binding("User:u-1", "b", AclOperation.READ);
        RoleChanges changes = RoleChanges.between(
                List.of(kept, old, tenants),
                List.of(AclGrant.of("Role:u-1", "TOPIC", "a", "READ"), AclGrant.of("Role:u-2", "TOPIC", "c", "WRITE")));
        assertThat(changes.gone()).containsExactly(old);
        assertThat(changes.missing()).containsExactly(binding("Role:u-2", "c", AclOperation.WRITE));
    }

    @Test
    void whoIsNotARoleGetsNothing() {
        List<AclGrant> wanted = List.of(AclGrant.of("User:u-1", "TOPIC", "a", "READ"));
        assertThatThrownBy(() -> RoleChanges.between(List.of(), wanted)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoIsNamedHasBothRatesAsNamedAndWhoWasNamedBeforeHasNone() {
        Map<ClientQuotaEntity, Map<String, Double>> present = Map.of(
                user("sa-1"), Map.of("producer_byte_rate", 1.0, "consumer_byte_rate", 2.0),
                user("sa-2"), Map.of("producer_byte_rate", 3.0),
                user("sa-3"), Map.of("producer_byte_rate", 4.0));
        List<ClientQuotaAlteration> changes =
                QuotaChanges.between(present, List.of(new PrincipalQuota("sa-1", 1L, null)), Set.of("sa-2"));
        assertThat(changes)
                .extracting(ClientQuotaAlteration::toString)
                .containsExactlyInAnyOrder(
                        new ClientQuotaAlteration(
                                        user("sa-1"), List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", null)))
                                .toString(),
                        new ClientQuotaAlteration(
                                        user("sa-2"), List.of(new ClientQuotaAlteration.Op("producer_byte_rate", null)))
                                .toString());
    }

    private static AclBinding binding(String principal, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static ClientQuotaEntity user(String name) {
        Map<String, String> entity = new HashMap<>();
        entity.put(ClientQuotaEntity.USER, name);
        return new ClientQuotaEntity(entity);
    }
}
