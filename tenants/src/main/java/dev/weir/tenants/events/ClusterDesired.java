package dev.weir.tenants.events;

import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import java.util.List;
import java.util.Objects;

/**
 * What the control plane wants one cluster to be.
 *
 * @param schema version of this shape
 * @param cluster {@code lkc-…}
 * @param organization whose it is
 * @param environment {@code env-…}
 * @param generation grows with each change; readers ignore lower ones
 * @param displayName what its owner calls it
 * @param kind Basic, Standard or Dedicated
 * @param availability LOW or HIGH
 * @param brokers how many brokers
 * @param kafkaVersion of the brokers, such as {@code 4.3.1}
 * @param state whether it should run
 * @param limits what it may use
 * @param roles who may do what from the start
 * @param httpOrigins whose pages may use it over HTTP; a record written before there was this allows none
 */
public record ClusterDesired(
        int schema,
        String cluster,
        String organization,
        String environment,
        long generation,
        String displayName,
        ClusterKind kind,
        Availability availability,
        int brokers,
        String kafkaVersion,
        DesiredState state,
        ClusterLimits limits,
        List<RoleGrant> roles,
        List<String> httpOrigins) {
    public static final int SCHEMA = 1;

    public ClusterDesired {
        roles = List.copyOf(roles);
        httpOrigins = List.copyOf(Objects.requireNonNullElse(httpOrigins, List.of()));
    }

    public ClusterDesired withBrokers(int count) {
        return new ClusterDesired(
                schema,
                cluster,
                organization,
                environment,
                generation,
                displayName,
                kind,
                availability,
                count,
                kafkaVersion,
                state,
                limits,
                roles,
                httpOrigins);
    }
}
