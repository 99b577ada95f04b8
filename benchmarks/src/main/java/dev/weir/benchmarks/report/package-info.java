/** Medians and spread, and tables of them. */
@NullMarked
package dev.weir.benchmarks.report;

import org.jspecify.annotations.NullMarked;
