/** A whole Weir to measure, in a home of its own, and what a tenant asks of it. */
@NullMarked
package dev.weir.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
