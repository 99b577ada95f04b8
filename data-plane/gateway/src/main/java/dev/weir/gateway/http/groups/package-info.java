/** Groups of consumers as resources: who is in them, what each reads, how far it is behind. Kafka says who may look. */
@NullMarked
package dev.weir.gateway.http.groups;

import org.jspecify.annotations.NullMarked;
