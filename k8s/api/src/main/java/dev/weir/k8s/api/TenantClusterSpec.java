package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster should be. What can't be changed later is refused by the API server, with a message that names the
 * field.
 *
 * @param organization whose it is, a UUID; never changes
 * @param environment {@code env-…}; never changes
 * @param generation the control plane's count of changes; never falls, so that what is late replaces nothing
 * @param displayName what its owner calls it
 * @param kind BASIC may become STANDARD, nothing else changes
 * @param availability HIGH has three brokers or more
 * @param brokers how many; stays as it is: data would have to be moved, which nobody does here yet
 * @param kafkaVersion such as {@code 4.3.1}; never older than before
 * @param state RUNNING or SUSPENDED: a cluster that should go is deleted
 * @param image of its brokers, instead of the operator's own
 * @param messageBytes the largest record batch in bytes
 * @param storage of each broker
 * @param gateway what its brokers tell clients to connect to
 * @param roles ACLs that stand in its metadata from the beginning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.kind != 'BASIC' || self.brokers == 1",
        message = "spec.brokers must be 1 for spec.kind BASIC",
        fieldPath = ".brokers")
@ValidationRule(
        value = "self.kind == 'BASIC' || self.availability != 'HIGH' || self.brokers >= 3",
        message = "spec.brokers must be at least 3 for spec.availability HIGH",
        fieldPath = ".brokers")
@ValidationRule(
        value = "self.kind != 'BASIC' || self.availability == 'LOW'",
        message = "spec.availability must be LOW for spec.kind BASIC",
        fieldPath = ".availability")
@ValidationRule(
        value = "self.kind != 'DEDICATED' || self.brokers >= 3",
        message = "spec.brokers must be at least 3 for spec.kind DEDICATED",
        fieldPath = ".brokers")
@ValidationRule(
        value = "self.brokers != 2",
        message = "spec.brokers must be 1 or at least 3: two brokers have no majority without each other",
        fieldPath = ".brokers")
public record TenantClusterSpec(
        @JsonPropertyDescription("Whose it is.")
        @Required
        @Pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        @ValidationRule(value = "self == oldSelf", message = "spec.organization can't be changed")
        String organization,

        @JsonPropertyDescription("The environment that it belongs to.")
        @Required
        @Pattern("^env-[a-z0-9]{1,32}$")
        @ValidationRule(value = "self == oldSelf", message = "spec.environment can't be changed")
        String environment,

        @JsonPropertyDescription("The control plane's count of changes.")
        @Required
        @Min(1)
        @ValidationRule(value = "self >= oldSelf", message = "spec.generation can't fall: something newer is here")
        Long generation,

        @JsonPropertyDescription("What its owner calls it.") @Nullable @Size(min = 1, max = 64)
        String displayName,

        @JsonPropertyDescription("BASIC may become STANDARD, nothing else changes.")
        @Required
        @ValidationRule(
                value = "self == oldSelf || (oldSelf == 'BASIC' && self == 'STANDARD')",
                message = "spec.kind can change from BASIC to STANDARD only")
        ClusterKind kind,

        @JsonPropertyDescription("HIGH survives the loss of a broker.") @Required
        Availability availability,

        @JsonPropertyDescription("How many brokers.")
        @Required
        @Min(1)
        @Max(100)
        @ValidationRule(
                value = "self == oldSelf",
                message = "spec.brokers can't be changed: make a cluster with as many as you want and copy its topics")
        Integer brokers,

        @JsonPropertyDescription("Kafka's version.")
        @Required
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$")
        @Size(max = 20)
        @ValidationRule(
                value = "self.split('.').map(p, int(p))[0] * 1000000 + self.split('.').map(p, int(p))[1] * 1000"
                        + " + self.split('.').map(p, int(p))[2] >= oldSelf.split('.').map(p, int(p))[0] * 1000000"
                        + " + oldSelf.split('.').map(p, int(p))[1] * 1000 + oldSelf.split('.').map(p, int(p))[2]",
                message = "spec.kafkaVersion can't be lowered")
        String kafkaVersion,

        @JsonPropertyDescription("Whether its brokers run.") @Required
        ClusterState state,

        @JsonPropertyDescription("The brokers' image, instead of the operator's own.")
        @Nullable
        @Size(min = 1, max = 300)
        String image,

        @JsonPropertyDescription("The largest record batch in bytes.") @Required @Min(1024) @Max(104857600)
        Integer messageBytes,

        @JsonPropertyDescription("The volume of each broker.") @Required
        StorageSpec storage,

        @JsonPropertyDescription("What brokers tell clients to connect to.") @Required
        GatewaySpec gateway,

        @JsonPropertyDescription("ACLs that its metadata begins with.") @Nullable @Size(max = 10000)
        List<AclSpec> roles) {

    /** Whether its brokers should run; a cluster that should go is deleted. */
    public enum ClusterState {
        RUNNING,
        SUSPENDED
    }
}
