/** From a {@code BrokerSpec} to Kafka's own settings: the one place where property names stand. */
@NullMarked
package dev.weir.broker.settings;

import org.jspecify.annotations.NullMarked;
