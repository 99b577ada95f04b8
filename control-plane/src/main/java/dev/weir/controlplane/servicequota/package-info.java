/** What an organization may have and has, in the shapes of Confluent Cloud's service quotas. Reads what {@code plan} counts. */
@NullMarked
package dev.weir.controlplane.servicequota;

import org.jspecify.annotations.NullMarked;
