/** How an organization begins: itself, its first user, an environment and a key, all or nothing; and who may begin one. */
@NullMarked
package dev.weir.controlplane.signup;

import org.jspecify.annotations.NullMarked;
