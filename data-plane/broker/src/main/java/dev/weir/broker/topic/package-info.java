/** What tenants may ask of topics, as Kafka's own policies: the broker's line behind the gateway's. */
@NullMarked
package dev.weir.broker.topic;

import org.jspecify.annotations.NullMarked;
