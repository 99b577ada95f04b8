package dev.weir.gateway.kafka;

import dev.weir.gateway.accesslog.AccessLog;
import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.catalogue.TopicChanges;
import dev.weir.gateway.identity.CertificateJudge;
import dev.weir.gateway.kafka.sasl.Mechanisms;
import dev.weir.gateway.metrics.GatewayMetrics;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.tracing.ConnectionTraces;

/** What all connections share. */
record Services(
        KafkaConfig config,
        TenantDirectory directory,
        GatewayMetrics metrics,
        AccessLog accessLog,
        ConnectionTraces traces,
        Mechanisms mechanisms,
        CertificateJudge certificates,
        Lifetimes lifetimes,
        LoginFailures failures,
        Connections connections,
        FrameBudget budget,
        LooseBytes loose,
        UpstreamConnector upstream,
        Creations creations,
        StreamsGroups streams,
        TopicChanges topicChanges) {}
