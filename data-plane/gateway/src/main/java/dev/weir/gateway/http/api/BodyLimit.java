package dev.weir.gateway.http.api;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
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
    private final Instance<BodyConfig> config;

    BodyLimit(Instance<BodyConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long limit = config.get().maxBody().asLongValue();
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && Long.parseLong(announced) > limit) {
            throw tooLarge(limit);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream(), limit));
        }
    }

    private static ProblemException tooLarge(long limit) {
        return new Problem.TooLarge("The body is larger than " + limit + " bytes, the most for one request.")
                .asException();
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long taken;

        Limited(InputStream body, long limit) {
            super(body);
            this.limit = limit;
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
            if (taken > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
