/** Questions to a part: does it serve? Each speaks the least of the part's own protocol that tells. */
@NullMarked
package dev.weir.agent.probe;

import org.jspecify.annotations.NullMarked;
