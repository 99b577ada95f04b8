/**
 * Kafka over HTTP, in the shapes of Confluent's Kafka REST v3. In the order of a request: {@code access} says who calls
 * and for which cluster, {@code clusters}, {@code topics}, {@code configs}, {@code acls}, {@code produce} and {@code consume} answer, {@code upstream}
 * lends them Kafka clients that speak as the caller, {@code problem} turns whatever goes wrong into an answer, and
 * {@code api} has what all answers share.
 */
@NullMarked
package dev.weir.gateway.http;

import org.jspecify.annotations.NullMarked;
