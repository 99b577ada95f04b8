/** Takes a running cluster from the brokers that it has to those that it shall have, without losing a record: look at it, decide on one move, make it, look again. Nothing is remembered between moves, so it may stop at any of them. */
@NullMarked
package dev.weir.agent.scaling;

import org.jspecify.annotations.NullMarked;
