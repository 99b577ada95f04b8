/** The gateway: tenants' Kafka and HTTP traffic comes in here and goes to their own brokers. */
@NullMarked
package dev.weir.gateway;

import org.jspecify.annotations.NullMarked;
