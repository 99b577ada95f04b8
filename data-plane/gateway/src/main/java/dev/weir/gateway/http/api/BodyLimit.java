package dev.weir.gateway.http.api;

import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.tenants.id.ClusterId;
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

/** Refuses bodies that are too large: at once when their length was announced, else when they have become so. */
@Provider
@Priority(Priorities.ENTITY_CODER)
class BodyLimit implements ContainerRequestFilter {
    /** Filters are made at build time, when there are no settings yet. */
    private final Instance<HttpLimits> limits;

    private final CurrentCaller current;

    BodyLimit(Instance<HttpLimits> limits, CurrentCaller current) {
        this.limits = limits;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        HttpLimits bounds = limits.get();
        ClusterId cluster = current.get().cluster();
        bounds.refuseLargerBody(cluster, request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream(), bounds.body(cluster)));
        }
    }

    private static final class Limited extends FilterInputStream {
        private final long most;
        private long taken;

        Limited(InputStream body, long most) {
            super(body);
            this.most = most;
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
        }
    }
}
