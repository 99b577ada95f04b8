/** The management API over a Postgres with a hundred thousand organizations, beside the same queries by pgbench. */
@NullMarked
package dev.weir.benchmarks.api;

import org.jspecify.annotations.NullMarked;
