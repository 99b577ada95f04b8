/**
 * A whole small Weir on one Kubernetes, where it is asked for: the platform's own Kafka as a cluster like any other, and
 * the secrets with which the platform's parts prove to each other who they are. Larger ones bring their own Kafka and
 * secrets and leave this out.
 */
@NullMarked
package dev.weir.operator.platform;

import org.jspecify.annotations.NullMarked;
