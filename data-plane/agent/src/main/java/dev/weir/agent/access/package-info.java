/** Who may do what at a running cluster: makes its roles' ACLs and its client quotas what the management API says. */
@NullMarked
package dev.weir.agent.access;

import org.jspecify.annotations.NullMarked;
