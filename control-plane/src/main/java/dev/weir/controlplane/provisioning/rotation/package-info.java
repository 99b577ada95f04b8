/**
 * Gives clusters new secrets while they serve: brokers accept the new one first, then gateways sign with it, then the old
 * one counts no more. What is kept of a secret is {@code provisioning.secrets}' business.
 */
@NullMarked
package dev.weir.controlplane.provisioning.rotation;

import org.jspecify.annotations.NullMarked;
