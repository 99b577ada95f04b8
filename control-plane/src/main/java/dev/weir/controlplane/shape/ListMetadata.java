package dev.weir.controlplane.shape;

import org.jspecify.annotations.Nullable;

/**
 * How to go on in a list. A link that leads nowhere is left out: null makes Terraform's data sources panic.
 *
 * @param last left out where it would be this page and there is nothing before it
 * @param prev left out on the first page
 * @param next left out on the last page
 */
public record ListMetadata(
        String first,
        @Nullable String last,
        @Nullable String prev,
        @Nullable String next,
        long totalSize) {}
