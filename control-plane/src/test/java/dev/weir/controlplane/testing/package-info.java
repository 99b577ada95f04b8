/** What the tests run against: a real Postgres, the platform's real Kafka, whole control planes as processes. */
package dev.weir.controlplane.testing;
