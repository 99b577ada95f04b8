/** The first metadata of a broker: its folder, the quorum's voters, the ACLs that exist from the beginning. */
@NullMarked
package dev.weir.broker.format;

import org.jspecify.annotations.NullMarked;
