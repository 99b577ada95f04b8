/** The same broker program as tenants get, started bare: what the platform is compared with. */
@NullMarked
package dev.weir.benchmarks.broker;

import org.jspecify.annotations.NullMarked;
