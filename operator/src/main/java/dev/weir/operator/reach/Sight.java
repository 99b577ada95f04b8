package dev.weir.operator.reach;

/**
 * What a look at a cluster's brokers showed.
 *
 * @param reachable whether all of them answered as themselves
 * @param message who didn't and why; empty when all did
 */
public record Sight(boolean reachable, String message) {
    static final Sight REACHED = new Sight(true, "");
}
