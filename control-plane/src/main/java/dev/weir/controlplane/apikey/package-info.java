/** API keys: of one cluster, or of the management API. Gateways are told of a cluster's keys in the transaction that makes or ends them. */
@NullMarked
package dev.weir.controlplane.apikey;

import org.jspecify.annotations.NullMarked;
