package dev.weir.agent.access;

import dev.weir.agent.admin.Answers;
import dev.weir.agent.admin.ClusterLogin;
import dev.weir.agent.home.Json;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.events.ClusterAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;

/** Brings one cluster's brokers what {@code weir.access} says, and remembers in a file how far that has come. */
public final class AccessDuty {
    private final Path file;

    public AccessDuty(Path file) {
        this.file = file;
    }

    public AppliedAccess applied() throws IOException {
        return Json.read(file, AppliedAccess.class).orElse(AppliedAccess.NOTHING);
    }

    /** The brokers have it, from the moment in which they were formatted: nothing but roles. */
    public void isThere(ClusterAccess access) throws IOException {
        Json.write(file, new AppliedAccess(access.generation(), applied().quotas()));
    }

    /** Returns when the brokers have it. */
    public void perform(ClusterAccess wanted, ClusterLogin login) throws IOException, InterruptedException {
        Set<String> named =
                wanted.quotas().stream().map(PrincipalQuota::principal).collect(Collectors.toSet());
        AppliedAccess before = applied();
        if (!before.quotas().containsAll(named)) {
            Set<String> both = new HashSet<>(before.quotas());
            both.addAll(named);
            before = new AppliedAccess(before.generation(), both);
            Json.write(file, before);
        }
        try (Admin admin = login.open()) {
            KafkaFuture<?> roles = changeRoles(admin, wanted);
            changeQuotas(admin, wanted, before);
            Answers.await(roles);
        }
        Json.write(file, new AppliedAccess(wanted.generation(), named));
    }

    private static KafkaFuture<?> changeRoles(Admin admin, ClusterAccess wanted)
            throws IOException, InterruptedException {
        RoleChanges changes = RoleChanges.between(
                Answers.await(admin.describeAcls(AclBindingFilter.ANY).values()), wanted.roles());
        KafkaFuture<?> deleted = changes.gone().isEmpty()
                ? KafkaFuture.completedFuture(null)
                : admin.deleteAcls(changes.gone().stream()
                                .map(AclBinding::toFilter)
                                .toList())
                        .all();
        KafkaFuture<?> created = changes.missing().isEmpty()
                ? KafkaFuture.completedFuture(null)
                : admin.createAcls(changes.missing()).all();
        return KafkaFuture.allOf(deleted, created);
    }

    private static void changeQuotas(Admin admin, ClusterAccess wanted, AppliedAccess before)
            throws IOException, InterruptedException {
        if (wanted.quotas().isEmpty() && before.quotas().isEmpty()) {
            return;
        }
        var users = ClientQuotaFilter.containsOnly(
                List.of(ClientQuotaFilterComponent.ofEntityType(ClientQuotaEntity.USER)));
        List<ClientQuotaAlteration> changes = QuotaChanges.between(
                Answers.await(admin.describeClientQuotas(users).entities()), wanted.quotas(), before.quotas());
        if (!changes.isEmpty()) {
            Answers.await(admin.alterClientQuotas(changes).all());
        }
    }
}
