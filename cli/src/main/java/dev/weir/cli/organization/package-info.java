/** Commands about the tenant itself: signup, contexts, organization, environments, service accounts, API keys. */
@NullMarked
package dev.weir.cli.organization;

import org.jspecify.annotations.NullMarked;
