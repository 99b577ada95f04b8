package dev.weir.gateway.kafka;

import dev.weir.gateway.state.TenantDirectory;

/** What all connections share. */
record Services(
        KafkaConfig config,
        TenantDirectory directory,
        Connections connections,
        FrameBudget budget,
        UpstreamConnector upstream) {}
