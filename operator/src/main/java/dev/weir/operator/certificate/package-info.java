/**
 * The brokers' certificates: an authority of the operator's own, kept in a Secret beside it, signs one for each broker and
 * a later one before that ends. {@code broker} puts them where brokers look.
 */
@NullMarked
package dev.weir.operator.certificate;

import org.jspecify.annotations.NullMarked;
