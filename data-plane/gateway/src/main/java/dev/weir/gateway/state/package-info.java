/**
 * What the gateway knows of tenants: the platform topics, materialised. {@link dev.weir.gateway.state.StateReader} reads
 * them, {@link dev.weir.gateway.state.StateTables} keeps the newest record of each id, a snapshot file outlives the
 * platform's Kafka. The protocols ask {@link dev.weir.gateway.state.TenantDirectory} and
 * {@link dev.weir.gateway.state.UpstreamTokens}, and never the control plane.
 */
@NullMarked
package dev.weir.gateway.state;

import org.jspecify.annotations.NullMarked;
