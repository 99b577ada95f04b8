/** Plans: how much of everything an organization and each kind of cluster may have. */
@NullMarked
package dev.weir.tenants.plan;

import org.jspecify.annotations.NullMarked;
