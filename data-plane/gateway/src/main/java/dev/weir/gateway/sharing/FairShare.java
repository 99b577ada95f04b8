package dev.weir.gateway.sharing;

import dev.weir.tenants.events.GatewayUsage.Rate;
import java.util.Collection;

/**
 * Divides a rate among gateways: what those use who want no more is theirs, and the rest goes in equal parts to those
 * who do. A gateway that wants no more may come up to such a part, so that a new client needn't wait for a round.
 */
final class FairShare {
    /** So much is left to everybody, so that nobody starves while figures are on their way. */
    private static final double LEAST = 0.02;

    private FairShare() {}

    /** The part of the limit that one gateway may give out, between 0 and 1. */
    static double of(double limit, Collection<Rate> others) {
        double taken = 0;
        int competitors = 0;
        for (Rate other : others) {
            if (other.limited()) {
                competitors++;
            } else {
                taken += other.perSecond();
            }
        }
        double part = (limit - taken) / limit / (competitors + 1);
        return Math.clamp(part, LEAST, 1);
    }

    /**
     * How many of a number of things one gateway keeps when there are too many: those with fewer than an equal part keep
     * theirs, the others divide the rest. Depends on the others alone, so that old news doesn't end ever more.
     */
    static int level(int limit, Collection<Integer> others) {
        int rest = limit;
        int parts = others.size() + 1;
        for (int other : others.stream().sorted().toList()) {
            if ((long) other * parts > rest) {
                break;
            }
            rest -= other;
            parts--;
        }
        return rest / parts;
    }
}
