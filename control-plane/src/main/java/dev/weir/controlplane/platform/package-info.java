/**
 * Postgres in two ways: for the one organization of a request ({@link dev.weir.controlplane.platform.Database}, {@link
 * dev.weir.controlplane.platform.CurrentOrganization}), and for what has none ({@link
 * dev.weir.controlplane.platform.SystemDatabase}). Beside them the ground under outbox and provisioning: the platform topics ({@link dev.weir.controlplane.platform.PlatformTopics}),
 * Postgres connections that wait for notifications ({@link dev.weir.controlplane.platform.PostgresSession}), and loops
 * that outlive the absence of either ({@link dev.weir.controlplane.platform.BackgroundLoop}).
 */
@NullMarked
package dev.weir.controlplane.platform;

import org.jspecify.annotations.NullMarked;
