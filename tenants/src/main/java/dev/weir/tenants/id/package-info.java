/** The typed identifiers of everything Weir keeps, and the generator that makes new ones. Everybody uses them past their edge. */
@NullMarked
package dev.weir.tenants.id;

import org.jspecify.annotations.NullMarked;
