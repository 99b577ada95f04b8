/** What the tests stand on: real brokers below a home of their own, and clients to them. */
@NullMarked
package dev.weir.agent.testing;

import org.jspecify.annotations.NullMarked;
