package dev.weir.gateway.admission;

import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One cluster's limits and what it uses of them at this gateway. Times are those of {@link System#nanoTime()}; waits are
 * in nanoseconds, 0 when there is nothing to wait for.
 */
public final class ClusterAdmission {
    /** However many read at once, each gets this much, or small messages would come one at a time. */
    private static final int SMALLEST_FETCH = 64 * 1024;

    private final ClusterId cluster;
    private volatile ClusterLimits limits;
    private volatile Shares shares = Shares.ALL;
    private volatile Stored stored = Stored.UNKNOWN;
    private final AtomicInteger connections = new AtomicInteger();
    private final MeteredRate ingress;
    private final MeteredRate egress;
    private final MeteredRate requests;
    private final MeteredRate attempts;
    private final HttpAdmission http;
    private final EndableConnections endable = new EndableConnections();

    ClusterAdmission(ClusterId cluster, ClusterLimits limits) {
        long now = System.nanoTime();
        this.cluster = cluster;
        this.limits = limits;
        this.ingress = new MeteredRate(limits.ingressBytesPerSecond(), now);
        this.egress = new MeteredRate(limits.egressBytesPerSecond(), now);
        this.requests = new MeteredRate(limits.requestsPerSecond(), now);
        this.attempts = new MeteredRate(limits.connectionsPerSecond(), now);
        this.http = new HttpAdmission(this::limits, now);
    }

    public ClusterId cluster() {
        return cluster;
    }

    public ClusterLimits limits() {
        return limits;
    }

    synchronized void limits(ClusterLimits changed) {
        if (!changed.equals(limits)) {
            limits = changed;
            apply();
        }
    }

    /** What of the limits this gateway may give out, when there are others. */
    public synchronized void share(Shares changed) {
        if (!changed.equals(shares)) {
            shares = changed;
            apply();
        }
    }

    private void apply() {
        long now = System.nanoTime();
        ingress.rate(limits.ingressBytesPerSecond() * shares.ingress(), now);
        egress.rate(limits.egressBytesPerSecond() * shares.egress(), now);
        requests.rate(limits.requestsPerSecond() * shares.requests(), now);
        attempts.rate(limits.connectionsPerSecond() * shares.attempts(), now);
        http.apply(shares.http(), now);
    }

    /** Charges a request that is about to come. Returns for how long it waits until all before it is paid for. */
    public long request(int bytes, long now) {
        long before = Math.max(ingress.queue(bytes, now), requests.queue(1, now));
        return Math.max(before, egress.owed(now));
    }

    /** A request that was charged doesn't come after all. */
    public void withdrawRequest(int bytes, long now) {
        ingress.giveBack(bytes, now);
        requests.giveBack(1, now);
    }

    /** Charges a part of a request that is already counted. Returns for how long its sender shouldn't be read. */
    public long received(long bytes, long now) {
        return ingress.charge(bytes, now);
    }

    /** Charges an answer. Returns for how long its receiver shouldn't be read. */
    public long answer(long bytes, long now) {
        return egress.charge(bytes, now);
    }

    /** For how long nobody should be read. */
    public long owed(long now) {
        return Math.max(egress.owed(now), Math.max(ingress.owed(now), requests.owed(now)));
    }

    /**
     * What a request over HTTP is refused for.
     *
     * @param produces whether it would add records
     */
    public Optional<Overdrawn> overdrawn(boolean produces, long now) {
        return Overdrawn.longest(Stream.of(
                Overdrawn.of("ingressBytesPerSecond", limits.ingressBytesPerSecond(), ingress.owed(now)),
                Overdrawn.of("egressBytesPerSecond", limits.egressBytesPerSecond(), egress.owed(now)),
                Overdrawn.of("requestsPerSecond", limits.requestsPerSecond(), requests.owed(now)),
                http.requestsOverdrawn(now),
                produces ? http.recordsOverdrawn(now) : Optional.empty()));
    }

    public HttpAdmission http() {
        return http;
    }

    /** As {@link #owed}, and for how long nobody new should be read. */
    public long owedByNewcomers(long now) {
        return Math.max(owed(now), attempts.owed(now));
    }

    /** How much one answer may carry, so that a second's worth for all is about what is owed at most. */
    public int fetchBytes() {
        long perSecond = (long) (limits().egressBytesPerSecond() * shares.egress());
        long each = perSecond / Math.max(1, connections.get());
        return Math.clamp(each, SMALLEST_FETCH, Integer.MAX_VALUE);
    }

    /** Counts a connection, unless there are as many as there may be. */
    public Optional<Exceeded> connect() {
        int limit = limits().connections();
        int elsewhere = shares.connectionsElsewhere();
        int here = connections.incrementAndGet();
        if (here + elsewhere > limit) {
            connections.decrementAndGet();
            return Optional.of(new Exceeded("connections", limit, here - 1L + elsewhere, 1));
        }
        return Optional.empty();
    }

    /** Charges an attempt to connect. Returns for how long it waits for those before it. */
    public long attempt(long now) {
        return attempts.queue(1, now);
    }

    /** Who has attempted to connect is gone before its turn. */
    public void withdrawAttempt(long now) {
        attempts.giveBack(1, now);
    }

    public void disconnected() {
        connections.decrementAndGet();
    }

    public int connections() {
        return connections.get();
    }

    /** Those of the counted connections that may be ended when there are too many. */
    public EndableConnections endable() {
        return endable;
    }

    /** Ends the newest of those that gateways have let in without knowing of each other, or before the limit changed. */
    public void endExcess() {
        int limit = limits().connections();
        Shares now = shares;
        int here = connections.get();
        int all = here + now.connectionsElsewhere() - limit;
        int mine = here - Math.min(limit, now.connectionsHere());
        endable.endNewest(Math.min(all, mine));
    }

    /** How many requests there have been. */
    public long requests() {
        return requests.total();
    }

    /** What was found at the brokers. */
    public void stored(Stored found) {
        stored = found;
    }

    public Stored stored() {
        return stored;
    }

    /** Why nothing more may be stored; nothing while something may. */
    public Optional<Exceeded> full() {
        long limit = limits().storageBytes();
        Stored now = stored;
        return now.bytes() < limit
                ? Optional.empty()
                : Optional.of(new Exceeded("storageBytes", limit, now.bytes(), 0));
    }

    /** What was used since the last time. Called by one thread. */
    public Used used() {
        return new Used(
                ingress.used(), egress.used(), requests.used(), attempts.used(), connections.get(), http.used());
    }
}
