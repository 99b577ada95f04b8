package dev.weir.gateway.http.api;

import dev.weir.gateway.http.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the compression of bodies, before their size is limited. */
@Provider
@Priority(Priorities.ENTITY_CODER - 1)
class BodyEncoding implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null) {
            return;
        }
        InputStream sent = request.getEntityStream();
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> {}
            case "gzip", "x-gzip" -> request.setEntityStream(new Lazy(() -> new GZIPInputStream(sent)));
            case "deflate" -> request.setEntityStream(new Lazy(() -> new InflaterInputStream(sent)));
            default -> throw Problem.UnsupportedMediaType.ofEncoding(encoding).asException();
        }
    }

    /** Begins to read when it is read: filters must not wait. */
    private static final class Lazy extends InputStream {
        private final Opening opening;
        private @Nullable InputStream opened;

        private interface Opening {
            InputStream open() throws IOException;
        }

        Lazy(Opening opening) {
            this.opening = opening;
        }

        private InputStream opened() throws IOException {
            InputStream known = opened;
            if (known == null) {
                known = opening.open();
                opened = known;
            }
            return known;
        }

        @Override
        public int read() throws IOException {
            return opened().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return opened().read(buffer, offset, length);
        }
    }
}
