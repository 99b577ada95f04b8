package dev.weir.gateway.http.api;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * Refuses bodies that are too large: at once when their length was announced, else when they have become so. Bytes that
 * weren't announced, for there was no length or they were compressed, are charged as they come.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
class BodyLimit implements ContainerRequestFilter {
    /** A body, and what is made of it. */
    private static final int OBJECTS = 2;

    /** Filters are made at build time, when there are no settings yet. */
    private final Instance<HttpLimits> limits;

    private final Instance<BodyMemory> memory;
    private final Instance<Admissions> admissions;
    private final CurrentCaller current;
    private final CurrentVertxRequest exchange;

    BodyLimit(
            Instance<HttpLimits> limits,
            Instance<BodyMemory> memory,
            Instance<Admissions> admissions,
            CurrentCaller current,
            CurrentVertxRequest exchange) {
        this.limits = limits;
        this.memory = memory;
        this.admissions = admissions;
        this.current = current;
        this.exchange = exchange;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        HttpLimits bounds = limits.get();
        ClusterId cluster = current.get().cluster();
        bounds.refuseLargerBody(cluster, request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        if (request.hasEntity()) {
            BodyMemory.Share share = memory.get().of(cluster, exchange.getCurrent());
            request.setEntityStream(new Limited(
                    request.getEntityStream(), bounds.body(cluster), request.getLength(), share, this::charge));
        }
    }

    private void charge(int bytes) {
        admissions.get().of(current.get().cluster()).ifPresent(admission -> {
            var _ = admission.received(bytes, System.nanoTime());
        });
    }

    private static final class Limited extends FilterInputStream {
        private final long most;
        private final long announced;
        private final BodyMemory.Share share;
        private final IntConsumer charge;
        private long taken;

        /** @param announced how many were charged before; -1 for none */
        Limited(InputStream body, long most, long announced, BodyMemory.Share share, IntConsumer charge) {
            super(body);
            this.most = most;
            this.announced = Math.max(0, announced);
            this.share = share;
            this.charge = charge;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) {
            taken += more;
            if (taken > most) {
                throw HttpLimits.tooLarge(most);
            }
            long unannounced = Math.min(more, taken - announced);
            if (unannounced > 0) {
                charge.accept((int) unannounced);
            }
            share.hold(taken * OBJECTS);
        }
    }
}
