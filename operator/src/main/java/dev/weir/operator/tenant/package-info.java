/** An organization's namespace: what it may use, and who may speak with its brokers. */
@NullMarked
package dev.weir.operator.tenant;

import org.jspecify.annotations.NullMarked;
