/**
 * Server-sent events, whatever they tell of: {@link dev.weir.gateway.http.events.EventStream} is one client's connection,
 * {@link dev.weir.gateway.http.events.EventForm} how a record stands in an event. Used by {@code follow} and {@code
 * grouped}.
 */
@NullMarked
package dev.weir.gateway.http.events;

import org.jspecify.annotations.NullMarked;
