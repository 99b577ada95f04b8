/** TLS on the Kafka ports: which certificate is shown, and which cluster a client means by a name. */
@NullMarked
package dev.weir.gateway.kafka.tls;

import org.jspecify.annotations.NullMarked;
