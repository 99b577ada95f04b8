/** Commands about clusters, and the configuration that lets any Kafka client reach one. */
@NullMarked
package dev.weir.cli.cluster;

import org.jspecify.annotations.NullMarked;
