/**
 * What a letter proves: that an e-mail address is somebody's (after signup), or that they may have another password. The
 * tokens in letters are for one purpose, one user and one use.
 */
@NullMarked
package dev.weir.controlplane.recovery;

import org.jspecify.annotations.NullMarked;
