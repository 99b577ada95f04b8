/** Client quotas: bytes per second of single principals at one cluster. Brokers are told of them together with the roles. */
@NullMarked
package dev.weir.controlplane.clientquota;

import org.jspecify.annotations.NullMarked;
