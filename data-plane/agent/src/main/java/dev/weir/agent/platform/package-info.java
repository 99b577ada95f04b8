/** The platform's own parts: its Kafka, the control plane, the gateway, and what each is told. See Platform for the order in which they start and stop. */
@NullMarked
package dev.weir.agent.platform;

import org.jspecify.annotations.NullMarked;
