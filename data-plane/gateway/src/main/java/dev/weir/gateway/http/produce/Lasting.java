package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.route.LongLived;
import org.jspecify.annotations.Nullable;

/** Counts a request among those that last, once it is seen to be one. On the request's event loop only. */
final class Lasting implements AutoCloseable {
    private final LongLived all;
    private final Caller caller;
    private LongLived.@Nullable Registration registration;

    Lasting(LongLived all, Caller caller) {
        this.all = all;
        this.caller = caller;
    }

    /**
     * A problem when the cluster has as many as it may.
     *
     * @param end called when it has to end, on any thread
     */
    void begin(Runnable end) {
        if (registration == null) {
            registration = all.register(caller, end);
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
    }
}
