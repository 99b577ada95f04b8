/** What can go wrong with a Kafka REST request, and the one place where each kind of failure becomes {@code {error_code,message}}. */
@NullMarked
package dev.weir.gateway.http.problem;

import org.jspecify.annotations.NullMarked;
