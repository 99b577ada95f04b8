/** The agent's own way into a running cluster: as the platform's user, with a token under the cluster's secret, for as long as a task takes. */
@NullMarked
package dev.weir.agent.admin;

import org.jspecify.annotations.NullMarked;
