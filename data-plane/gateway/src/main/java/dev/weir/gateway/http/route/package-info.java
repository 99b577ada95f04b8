/**
 * What requests share that are served on the event loop, since they may last for hours or come by the ten thousand: who
 * calls, what is owed, and how a refusal is told. Neighbours: {@code produce} and {@code follow} have such routes.
 */
@NullMarked
package dev.weir.gateway.http.route;

import org.jspecify.annotations.NullMarked;
