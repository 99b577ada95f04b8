/** Whether brokers can be spoken with from here: a pod that is ready may still be out of reach. */
@NullMarked
package dev.weir.operator.reach;

import org.jspecify.annotations.NullMarked;
