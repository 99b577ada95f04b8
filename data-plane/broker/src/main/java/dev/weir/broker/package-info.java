/** The program in a broker process: reads its {@code BrokerSpec}, formats an empty folder, runs Kafka. */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
