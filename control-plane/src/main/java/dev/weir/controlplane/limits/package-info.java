/**
 * What the platform's administrator sets: the limits of plans, the plan of an organization, and limits of its own. A
 * change reaches the clusters that it concerns as a new generation of what is desired, by {@code provisioning}.
 */
@NullMarked
package dev.weir.controlplane.limits;

import org.jspecify.annotations.NullMarked;
