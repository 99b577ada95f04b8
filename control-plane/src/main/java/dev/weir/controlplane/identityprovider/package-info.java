/**
 * Identity providers: whom an organization trusts to say which of its service accounts a program is, by tokens or by
 * certificates. Gateways are told; the management API itself takes neither.
 */
@NullMarked
package dev.weir.controlplane.identityprovider;

import org.jspecify.annotations.NullMarked;
