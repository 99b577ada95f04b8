/** The public APIs over HTTP: the management API and Kafka REST. Commands go through dev.weir.cli.session to get at them. */
@NullMarked
package dev.weir.cli.api;

import org.jspecify.annotations.NullMarked;
