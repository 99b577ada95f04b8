/** Commands about topics, over Kafka REST. */
@NullMarked
package dev.weir.cli.topic;

import org.jspecify.annotations.NullMarked;
