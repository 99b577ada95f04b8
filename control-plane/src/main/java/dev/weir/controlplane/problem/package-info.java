/** What may go wrong for a client: one sealed {@link dev.weir.controlplane.problem.Problem} with stable codes. Everybody throws it, {@code http} turns it into the API's errors. */
@NullMarked
package dev.weir.controlplane.problem;

import org.jspecify.annotations.NullMarked;
