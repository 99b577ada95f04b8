package dev.weir.controlplane.shape;

import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.tenants.id.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param listing what is listed, with its filters; a token of one listing is of no use to another
 * @param size at most so many rows
 * @param after where the last page ended
 */
public record PageRequest(OrganizationId organization, String listing, int size, Position after) {
    private static final int DEFAULT_SIZE = 10;
    private static final int LARGEST_SIZE = 100;

    /** Reads {@code page_size} and {@code page_token} as clients send them. */
    public static PageRequest parse(
            OrganizationId organization, String listing, @Nullable String size, @Nullable String token) {
        Position after = token == null || token.isEmpty()
                ? Position.START
                : PageToken.decode(organization, listing, token)
                        .orElseThrow(() ->
                                new InvalidFilter("page_token", "page_token isn't one of this list's.").toException());
        return new PageRequest(organization, listing, size(size), after);
    }

    private static int size(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_SIZE;
        }
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_SIZE) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of range is.
        }
        throw new InvalidFilter("page_size", "page_size must be a number from 1 to " + LARGEST_SIZE + ".")
                .toException();
    }
}
