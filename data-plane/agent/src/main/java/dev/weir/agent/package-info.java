/** The agent: owns every process of a Weir on this machine and makes tenants' clusters exist. */
@NullMarked
package dev.weir.agent;

import org.jspecify.annotations.NullMarked;
