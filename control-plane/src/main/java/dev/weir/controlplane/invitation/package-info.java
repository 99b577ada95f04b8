/**
 * How people come into an organization that exists: an administrator invites an address, whoever has the token accepts.
 * Roles are given to the invited user afterwards, or before they accept, by the id that the invitation names.
 */
@NullMarked
package dev.weir.controlplane.invitation;

import org.jspecify.annotations.NullMarked;
