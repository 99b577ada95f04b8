/** Keeps questions about loopback addresses on this machine. Found by the JVM of every program by itself. */
@NullMarked
package dev.weir.tenants.loopback;

import org.jspecify.annotations.NullMarked;
