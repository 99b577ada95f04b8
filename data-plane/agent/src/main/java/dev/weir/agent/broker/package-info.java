/** Broker processes: the file that each is handed and the command line that starts it, for tenants' brokers and for the platform's own. */
@NullMarked
package dev.weir.agent.broker;

import org.jspecify.annotations.NullMarked;
