/**
 * {@code /iam/v2/role-bindings}: who has which role where. What a role allows {@code authorization} knows; here it is
 * given and taken, and goes with whatever it is about.
 */
@NullMarked
package dev.weir.controlplane.rolebinding;

import org.jspecify.annotations.NullMarked;
