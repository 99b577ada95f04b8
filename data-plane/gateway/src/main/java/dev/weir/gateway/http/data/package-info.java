/** Keys and values of records between JSON and bytes, in the three types of Kafka REST. */
@NullMarked
package dev.weir.gateway.http.data;

import org.jspecify.annotations.NullMarked;
