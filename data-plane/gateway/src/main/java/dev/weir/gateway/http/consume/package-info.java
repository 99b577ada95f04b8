/** Records out of a partition, without any state here: the caller says from where, the answer says where to go on. */
@NullMarked
package dev.weir.gateway.http.consume;

import org.jspecify.annotations.NullMarked;
