/** Plans: what an organization may have, as data in Postgres. Read by whoever takes a place of what they limit. */
@NullMarked
package dev.weir.controlplane.plan;

import org.jspecify.annotations.NullMarked;
