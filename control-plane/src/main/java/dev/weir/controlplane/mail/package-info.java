/** Letters to people, by SMTP when an operator has configured it. What matters is never only in a letter. */
@NullMarked
package dev.weir.controlplane.mail;

import org.jspecify.annotations.NullMarked;
