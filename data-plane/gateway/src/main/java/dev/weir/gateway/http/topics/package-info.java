/** Topics, their settings and their partitions as resources. Kafka is the truth; nothing is kept here. */
@NullMarked
package dev.weir.gateway.http.topics;

import org.jspecify.annotations.NullMarked;
