package dev.weir.gateway.admission;

import dev.weir.tenants.cluster.ClusterLimits;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What only clients over HTTP use of a cluster's limits. Times and waits as in {@link ClusterAdmission}. */
public final class HttpAdmission {
    private final Supplier<ClusterLimits> limits;
    private final MeteredRate requests;
    private final MeteredRate records;
    private final AtomicInteger streams = new AtomicInteger();
    private volatile Shares.OverHttp shares = Shares.OverHttp.ALL;

    HttpAdmission(Supplier<ClusterLimits> limits, long now) {
        this.limits = limits;
        this.requests = new MeteredRate(limits.get().httpRequestsPerSecond(), now);
        this.records = new MeteredRate(limits.get().httpRecordsPerSecond(), now);
    }

    void apply(Shares.OverHttp changed, long now) {
        shares = changed;
        requests.rate(limits.get().httpRequestsPerSecond() * changed.requests(), now);
        records.rate(limits.get().httpRecordsPerSecond() * changed.records(), now);
    }

    /** Charges a request. */
    public void request(long now) {
        var _ = requests.charge(1, now);
    }

    /** Charges records that a client produces. Returns for how long it shouldn't be read. */
    public long produced(int count, long now) {
        return records.charge(count, now);
    }

    Optional<Overdrawn> requestsOverdrawn(long now) {
        return Overdrawn.of("httpRequestsPerSecond", limits.get().httpRequestsPerSecond(), requests.owed(now));
    }

    Optional<Overdrawn> recordsOverdrawn(long now) {
        return Overdrawn.of("httpRecordsPerSecond", limits.get().httpRecordsPerSecond(), records.owed(now));
    }

    /** Counts a stream of events, unless there are as many as there may be. */
    public Optional<Exceeded> stream() {
        int limit = limits.get().httpStreams();
        int elsewhere = shares.streamsElsewhere();
        int here = streams.incrementAndGet();
        if (here + elsewhere > limit) {
            streams.decrementAndGet();
            return Optional.of(new Exceeded("httpStreams", limit, here - 1L + elsewhere, 1));
        }
        return Optional.empty();
    }

    public void streamEnded() {
        streams.decrementAndGet();
    }

    /** What was used since the last time. Called by one thread. */
    Used.OverHttp used() {
        return new Used.OverHttp(requests.used(), records.used(), streams.get());
    }
}
