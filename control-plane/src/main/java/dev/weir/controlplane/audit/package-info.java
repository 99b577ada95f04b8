/**
 * Who did what, from where, with which result. A change is written down in its own transaction ({@link
 * dev.weir.controlplane.audit.ChangeRecorder} listens to commits), so there is none without its row; a refusal has no
 * transaction left and is written a moment later ({@link dev.weir.controlplane.audit.RefusalLog}), repeated ones as one
 * row. Bodies and secrets are never seen here. Nobody depends on it.
 */
@NullMarked
package dev.weir.controlplane.audit;

import org.jspecify.annotations.NullMarked;
