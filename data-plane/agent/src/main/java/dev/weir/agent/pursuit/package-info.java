/** Work on a running cluster that is tried until it is done, while its keeper goes on listening. */
@NullMarked
package dev.weir.agent.pursuit;

import org.jspecify.annotations.NullMarked;
