/** What all answers and requests of Kafka REST share: metadata, links, lists, bodies. */
@NullMarked
package dev.weir.gateway.http.api;

import org.jspecify.annotations.NullMarked;
