/**
 * Plans: what an organization may have, as data in Postgres ({@link dev.weir.controlplane.plan.EffectivePlans} lays an
 * organization's own limits over its plan's), and what is counted against them. Read by whoever takes a place of what
 * they limit; written by {@code limits}.
 */
@NullMarked
package dev.weir.controlplane.plan;

import org.jspecify.annotations.NullMarked;
