package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has made of a cluster.
 *
 * @param observedGeneration of Kubernetes' own count of the spec's changes that this answers
 * @param generation the spec's {@code generation} that this answers
 * @param phase how far it is
 * @param reason one word, empty when all is well
 * @param message a sentence, empty when all is well
 * @param nodes where its brokers listen; empty unless they run
 * @param certificateAuthority PEM of the brokers' CA
 * @param kafkaVersion that all brokers run
 * @param image that all brokers run, or last ran together
 * @param rejectedImage one that brokers couldn't be started with; not tried again until the spec names another
 * @param access what its brokers have of roles and client quotas; null before they have any
 * @param conditions {@code Ready}, {@code Reconciled}, {@code Progressing}, {@code Degraded}, {@code BrokerReachable},
 *     {@code VersionAsDesired}, {@code VolumesAsDesired}, {@code AccessApplied}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantClusterStatus(
        @Nullable Long observedGeneration,
        @Nullable Long generation,
        @Nullable Phase phase,
        @Nullable String reason,
        @Nullable String message,
        @Nullable List<NodeAddress> nodes,
        @Nullable String certificateAuthority,
        @Nullable String kafkaVersion,
        @Nullable String image,
        @Nullable String rejectedImage,
        @Nullable AppliedAccess access,
        @Nullable List<Condition> conditions) {}
