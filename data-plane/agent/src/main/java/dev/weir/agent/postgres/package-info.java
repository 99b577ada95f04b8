/** The Postgres of this Weir: its programs unpacked, its data folder made and looked after, its process described as a part. */
@NullMarked
package dev.weir.agent.postgres;

import org.jspecify.annotations.NullMarked;
