/**
 * Kafka's protocol, in the order of a connection's life: {@link dev.weir.gateway.kafka.KafkaServer} listens;
 * {@link dev.weir.gateway.kafka.ClientConnection} cuts the bytes into frames; {@link dev.weir.gateway.kafka.Handshake}
 * finds out whose they are; {@link dev.weir.gateway.kafka.Relay} forwards them to a broker of the caller's cluster that
 * {@link dev.weir.gateway.kafka.UpstreamConnector} reached as the caller; {@link dev.weir.gateway.kafka.ApiRules} says
 * what is forwarded at all, {@link dev.weir.gateway.kafka.RequestPolice} what of it is looked at before;
 * {@link dev.weir.gateway.kafka.AnswerStream} brings the answers back.
 *
 * <p>A client's connection and its connection to a broker live on one event loop, so nothing here is locked but what
 * connections share: {@link dev.weir.gateway.kafka.Connections} and {@link dev.weir.gateway.kafka.FrameBudget}.
 */
@NullMarked
package dev.weir.gateway.kafka;

import org.jspecify.annotations.NullMarked;
