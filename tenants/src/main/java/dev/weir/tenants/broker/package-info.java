/** The file that agent or operator hands to a broker process: everything it needs to know to start. */
@NullMarked
package dev.weir.tenants.broker;

import org.jspecify.annotations.NullMarked;
