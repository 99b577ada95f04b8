/** weir bench operator: what the operator adds to what Kubernetes and a broker take, and what it costs while idle. */
@NullMarked
package dev.weir.benchmarks.operator;

import org.jspecify.annotations.NullMarked;
