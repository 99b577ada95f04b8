package dev.weir.operator;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Of several operators one works; the others stand by. */
final class LeaderElection {
    private static final String LEASE = "weir-operator";

    private LeaderElection() {}

    @Produces
    @Singleton
    static LeaderElectionConfiguration lease(OperatorConfig config) {
        return new LeaderElectionConfiguration(LEASE, config.namespace());
    }
}
