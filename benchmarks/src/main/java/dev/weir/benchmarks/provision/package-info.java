/** weir bench provision: from signup to the first acknowledged record, against the bare start of a broker. */
@NullMarked
package dev.weir.benchmarks.provision;

import org.jspecify.annotations.NullMarked;
