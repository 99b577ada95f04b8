package dev.weir.controlplane.shape;

import java.time.Instant;

/** A place in a list that is ordered by age, then id: just behind the row that it names. */
public record Position(Instant createdAt, String id) {
    public static final Position START = new Position(Instant.EPOCH, "");
}
