package dev.weir.broker.format;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metadata.AccessControlEntryRecord;
import org.apache.kafka.common.metadata.ClientQuotaRecord;
import org.apache.kafka.common.metadata.ClientQuotaRecord.EntityData;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.common.ApiMessageAndVersion;

/**
 * What stands in a new cluster's metadata from its first moment: the initial ACLs, and quotas without a bound for the
 * platform's own user, so that no default quota of the tenant's can lock it out.
 */
final class FirstRecords {
    private static final String ANY_HOST = "*";
    private static final List<String> QUOTAS =
            List.of("producer_byte_rate", "consumer_byte_rate", "request_percentage", "controller_mutation_rate");

    private final BrokerSpec spec;

    FirstRecords(BrokerSpec spec) {
        this.spec = spec;
    }

    List<ApiMessageAndVersion> all() {
        Stream<ApiMessageAndVersion> acls =
                spec.initialAcls().stream().distinct().map(FirstRecords::acl);
        Stream<ApiMessageAndVersion> quotas =
                spec.superUsers().stream().flatMap(user -> QUOTAS.stream().map(quota -> unlimited(user, quota)));
        return Stream.concat(acls, quotas).toList();
    }

    private static ApiMessageAndVersion acl(AclGrant grant) {
        return new ApiMessageAndVersion(
                new AccessControlEntryRecord()
                        .setId(Uuid.randomUuid())
                        .setResourceType(
                                ResourceType.valueOf(grant.resourceType()).code())
                        .setResourceName(grant.resourceName())
                        .setPatternType(PatternType.valueOf(grant.patternType()).code())
                        .setPrincipal(grant.principal())
                        .setHost(ANY_HOST)
                        .setOperation(AclOperation.valueOf(grant.operation()).code())
                        .setPermissionType(AclPermissionType.ALLOW.code()),
                (short) 0);
    }

    private static ApiMessageAndVersion unlimited(String user, String quota) {
        return new ApiMessageAndVersion(
                new ClientQuotaRecord()
                        .setEntity(
                                List.of(new EntityData().setEntityType("user").setEntityName(user)))
                        .setKey(quota)
                        .setValue(Integer.MAX_VALUE),
                (short) 0);
    }
}
