/** {@code weir bench}: what Weir promises about speed, measured against the bare thing in the same run. */
@NullMarked
package dev.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
