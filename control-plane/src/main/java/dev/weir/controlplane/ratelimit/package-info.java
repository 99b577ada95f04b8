/**
 * How many requests one address and one credential may send: token buckets in memory, so each control plane counts for
 * itself. Addresses are counted before anything else is done for them, credentials once they are known.
 */
@NullMarked
package dev.weir.controlplane.ratelimit;

import org.jspecify.annotations.NullMarked;
