/** Which broker may be replaced next: one at a time, and only while no partition would have too few replicas. */
@NullMarked
package dev.weir.operator.rolling;

import org.jspecify.annotations.NullMarked;
