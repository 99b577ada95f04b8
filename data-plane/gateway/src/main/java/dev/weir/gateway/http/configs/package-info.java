/** Settings of topics and of brokers as resources: read, set, and put back to their defaults. Kafka judges what may be set. */
@NullMarked
package dev.weir.gateway.http.configs;

import org.jspecify.annotations.NullMarked;
