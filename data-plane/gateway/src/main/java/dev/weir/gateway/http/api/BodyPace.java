package dev.weir.gateway.http.api;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Refuses bodies that come too slowly, as they are on the wire. The connection of one that doesn't come at all is closed by
 * the server ({@code quarkus.http.read-timeout}).
 */
@Provider
@Priority(Priorities.ENTITY_CODER - 2)
class BodyPace implements ContainerRequestFilter {
    /** Filters are made at build time, when there are no settings yet. */
    private final Instance<BodyConfig> config;

    BodyPace(Instance<BodyConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.hasEntity()) {
            request.setEntityStream(
                    new Paced(request.getEntityStream(), config.get().bodyPatience()));
        }
    }

    private static final class Paced extends FilterInputStream {
        private final Duration patience;
        private final Pace pace;

        Paced(InputStream body, Duration patience) {
            super(body);
            this.patience = patience;
            this.pace = new Pace(patience, System.nanoTime());
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(buffer, offset, length);
            } catch (IOException e) {
                // Whose connection is gone doesn't read what is answered.
                throw tooSlow();
            }
            pace.came(Math.max(0, count));
            if (count >= 0 && pace.left(System.nanoTime()) < 0) {
                throw tooSlow();
            }
            return count;
        }

        /** Whoever sends what nobody wants reads the answer when it has sent it, unless that takes too long. */
        @Override
        public void close() throws IOException {
            var unwanted = new byte[1 << 13];
            long start = System.nanoTime();
            int count = 0;
            while (count >= 0 && System.nanoTime() - start < patience.toNanos()) {
                count = in.read(unwanted, 0, unwanted.length);
            }
            if (count < 0) {
                // Before the end it would go on reading, however long.
                super.close();
            }
        }

        private ProblemException tooSlow() {
            return new Problem.TooSlow("body", patience).asException();
        }
    }
}
