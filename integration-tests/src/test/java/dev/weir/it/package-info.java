/**
 * Everything together, as a user meets it: each test drives {@code ./weir}, the public APIs and clients that others
 * wrote, against a Weir with a home of its own. {@code LocalWeir} starts it, {@code Tenant} signs up in it.
 */
package dev.weir.it;
