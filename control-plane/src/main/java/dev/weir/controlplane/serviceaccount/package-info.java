/** Service accounts: who programs are. Their API keys go with them. */
@NullMarked
package dev.weir.controlplane.serviceaccount;

import org.jspecify.annotations.NullMarked;
