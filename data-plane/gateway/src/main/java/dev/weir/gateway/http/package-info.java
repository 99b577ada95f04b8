/**
 * Kafka over HTTP, in the shapes of Confluent's Kafka REST v3, and v2 for consumers. In the order of a request:
 * {@code access} says who calls and for which cluster, {@code watch} charges and counts, {@code clusters}, {@code brokers},
 * {@code topics}, {@code configs}, {@code acls}, {@code groups}, {@code sharegroups}, {@code streamsgroups} and
 * {@code consume} answer; {@code produce}, {@code follow} and {@code grouped} serve streams on the event loop, with what
 * {@code route} and {@code events} have for such; {@code consumers} are those of v2, {@code tokens} the short-lived ones. {@code upstream} lends all of them Kafka
 * clients that speak as the caller, {@code problem} turns whatever goes wrong into an answer, {@code api} and {@code data}
 * have what answers share, {@code description} what the generated description lacks.
 */
@NullMarked
package dev.weir.gateway.http;

import org.jspecify.annotations.NullMarked;
