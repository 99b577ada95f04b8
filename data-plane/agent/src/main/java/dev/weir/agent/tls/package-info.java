/** The development authority of a Weir that nobody gave a certificate: its clients have to be told to trust it. */
@NullMarked
package dev.weir.agent.tls;

import org.jspecify.annotations.NullMarked;
