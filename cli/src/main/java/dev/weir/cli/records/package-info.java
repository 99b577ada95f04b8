/** Commands that produce and consume records, over the Kafka protocol or over HTTP. */
@NullMarked
package dev.weir.cli.records;

import org.jspecify.annotations.NullMarked;
