/** The operator's own way into a cluster's brokers: as the platform's user, by a short-lived token. */
@NullMarked
package dev.weir.operator.login;

import org.jspecify.annotations.NullMarked;
