package dev.weir.gateway.kafka;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections of which nobody knows yet whose they are: so many at one time, and of one address only a part of those.
 * Where all places are taken, a newcomer gets that of whoever has waited longest at the address that has most, so that
 * nobody keeps others out by coming often and saying nothing. At an address that is at its own limit those who have just
 * come are left to finish.
 *
 * @param <C> a connection
 */
final class Newcomers<C> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final int mostOfAddress;
    private final LongSupplier nanos;
    private final Map<C, Address<C>> places = new HashMap<>();
    private final Map<String, Address<C>> addresses = new HashMap<>();
    private final TreeSet<Address<C>> heaviestFirst =
            new TreeSet<>(Comparator.<Address<C>>comparingInt(address -> -address.since.size())
                    .thenComparing(Address::longestWaiting, Comparator.comparingLong(Turn::number)));
    private long arrivals;

    private record Turn(long number, long nanos) {}

    private static final class Address<C> {
        private final String name;
        private final LinkedHashMap<C, Turn> since = new LinkedHashMap<>();

        private Address(String name) {
            this.name = name;
        }

        private Turn longestWaiting() {
            return since.firstEntry().getValue();
        }
    }

    Newcomers(int most, int mostOfAddress, LongSupplier nanos) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.nanos = nanos;
    }

    /** Returns who has to go for it: nobody, another one, or the newcomer itself. */
    synchronized @Nullable C arrive(C newcomer, String from) {
        long now = nanos.getAsLong();
        Address<C> own = addresses.get(from);
        boolean manyOfAddress = own != null && own.since.size() >= mostOfAddress;
        C goes = null;
        if (manyOfAddress || places.size() >= most) {
            Address<C> crowd = own != null && manyOfAddress ? own : heaviestFirst.first();
            if (crowd.name.equals(from) && now - crowd.longestWaiting().nanos() < PATIENCE_NANOS) {
                return newcomer;
            }
            goes = crowd.since.firstEntry().getKey();
            leave(goes);
        }
        Address<C> address = addresses.get(from);
        if (address == null) {
            address = new Address<>(from);
            addresses.put(from, address);
        } else {
            heaviestFirst.remove(address);
        }
        address.since.put(newcomer, new Turn(arrivals++, now));
        heaviestFirst.add(address);
        places.put(newcomer, address);
        return goes;
    }

    /** Its own address is known now, not only that of a proxy. */
    synchronized @Nullable C moved(C newcomer, String from) {
        return leave(newcomer) ? arrive(newcomer, from) : null;
    }

    /** It is known now whose it is, or it is gone. False when it had no place. */
    synchronized boolean leave(C connection) {
        Address<C> address = places.remove(connection);
        if (address == null) {
            return false;
        }
        heaviestFirst.remove(address);
        address.since.remove(connection);
        if (address.since.isEmpty()) {
            addresses.remove(address.name);
        } else {
            heaviestFirst.add(address);
        }
        return true;
    }
}
