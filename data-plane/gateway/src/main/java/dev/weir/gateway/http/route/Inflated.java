package dev.weir.gateway.http.route;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it was before its client compressed it. The server could do this too, but it knows nothing better
 * than to close the connection of whoever does it wrong; here the exception handler gets a {@link ProblemException}.
 */
public final class Inflated implements ReadStream<Buffer> {
    private static final int PIECE = 1 << 14;

    private final HttpServerRequest request;
    private final Inflation inflation;
    private Handler<Buffer> handler = _ -> {};
    private Handler<Void> endHandler = _ -> {};
    private Handler<Throwable> exceptionHandler = _ -> {};
    private boolean paused;
    private boolean arrived;
    private boolean over;
    private boolean pumping;

    private Inflated(HttpServerRequest request, Inflation inflation) {
        this.request = request;
        this.inflation = inflation;
    }

    /** The body, compressed or not; a problem when nobody here understands how. The request must be paused. */
    public static ReadStream<Buffer> bodyOf(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null) {
            return request;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> request;
            case "gzip", "x-gzip" -> new Inflated(request, Inflation.gzip()).attached();
            case "deflate" -> new Inflated(request, Inflation.zlib()).attached();
            default -> throw Problem.UnsupportedMediaType.ofEncoding(encoding).asException();
        };
    }

    private Inflated attached() {
        request.handler(wire -> {
            if (!over) {
                inflation.feed(wire.getBytes());
                pump();
            }
        });
        request.endHandler(_ -> {
            arrived = true;
            pump();
        });
        request.exceptionHandler(this::fail);
        return this;
    }

    /** Gives on what there is, until somebody pauses. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            boolean more = true;
            while (more && !paused && !over) {
                byte[] piece = inflation.next(PIECE);
                more = piece.length > 0;
                if (more) {
                    handler.handle(Buffer.buffer(piece));
                }
            }
            if (!more && arrived && !over) {
                inflation.requireEnd();
                end();
                endHandler.handle(null);
            }
        } catch (ProblemException e) {
            fail(e);
        } finally {
            pumping = false;
        }
    }

    private void fail(Throwable failure) {
        if (!over) {
            end();
            exceptionHandler.handle(failure);
        }
    }

    /** What still comes is nobody's. */
    private void end() {
        over = true;
        inflation.close();
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
        handler = next == null ? _ -> {} : next;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> next) {
        endHandler = next == null ? _ -> {} : next;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> next) {
        exceptionHandler = next == null ? _ -> {} : next;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        paused = false;
        pump();
        if (!paused) {
            request.resume();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
