/** The records of the platform topics: what the control plane, agents, operators and gateways tell each other. Written as JSON; readers ignore unknown fields and lower generations. */
@NullMarked
package dev.weir.tenants.events;

import org.jspecify.annotations.NullMarked;
