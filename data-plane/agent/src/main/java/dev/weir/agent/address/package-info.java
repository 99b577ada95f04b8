/** Loopback addresses and ports for everything that isn't meant for people: each cluster's brokers, the platform Kafka, Postgres. */
@NullMarked
package dev.weir.agent.address;

import org.jspecify.annotations.NullMarked;
