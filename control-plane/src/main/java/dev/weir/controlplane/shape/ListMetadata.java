package dev.weir.controlplane.shape;

import org.jspecify.annotations.Nullable;

/**
 * How to go on in a list.
 *
 * @param next left out on the last page: null makes Terraform's data sources panic
 */
public record ListMetadata(String first, @Nullable String next, long totalSize) {}
