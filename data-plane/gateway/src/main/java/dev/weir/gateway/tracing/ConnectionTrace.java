package dev.weir.gateway.tracing;

import dev.weir.gateway.state.Authentication.Accepted;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way in, as a span with one below it for each authentication and for reaching the broker. It ends when
 * the broker is reached or the connection closes. On the connection's event loop only.
 */
public sealed interface ConnectionTrace {
    /** Nobody wants to know. */
    ConnectionTrace NONE = new None();

    /** Where the client is, when a proxy stands between. */
    void comesFrom(SocketAddress client);

    /** @param mechanism SASL's name of it, or mTLS */
    void authenticates(String mechanism);

    void accepted(Accepted who);

    /** @param reason as the client is told it; never a secret */
    void refused(String reason);

    void reachesBroker();

    /** @param reason null when it was reached */
    void brokerAnswered(@Nullable String reason);

    void closed();

    /** Does nothing. */
    record None() implements ConnectionTrace {
        @Override
        public void comesFrom(SocketAddress client) {}

        @Override
        public void authenticates(String mechanism) {}

        @Override
        public void accepted(Accepted who) {}

        @Override
        public void refused(String reason) {}

        @Override
        public void reachesBroker() {}

        @Override
        public void brokerAnswered(@Nullable String reason) {}

        @Override
        public void closed() {}
    }

    /** Goes to the collector. */
    final class Recorded implements ConnectionTrace {
        private final Tracer tracer;
        private final Span connection;
        private @Nullable Span step;

        Recorded(Tracer tracer, Span connection) {
            this.tracer = tracer;
            this.connection = connection;
        }

        @Override
        public void comesFrom(SocketAddress client) {
            if (client instanceof InetSocketAddress internet) {
                connection.setAttribute("client.address", internet.getAddress().getHostAddress());
                connection.setAttribute("client.port", (long) internet.getPort());
            }
        }

        @Override
        public void authenticates(String mechanism) {
            // Before the first byte of a mechanism, another may have been tried.
            end(null);
            step = step("kafka authenticate", SpanKind.INTERNAL).setAttribute("weir.mechanism", mechanism);
        }

        @Override
        public void accepted(Accepted who) {
            connection.setAttribute("weir.cluster", who.cluster().value());
            connection.setAttribute("weir.principal", who.principal().value());
            connection.setAttribute("weir.credential", who.credential().toString());
            end(null);
        }

        @Override
        public void refused(String reason) {
            end(reason);
            connection.setStatus(StatusCode.ERROR, reason);
        }

        @Override
        public void reachesBroker() {
            step = step("kafka broker", SpanKind.CLIENT);
        }

        @Override
        public void brokerAnswered(@Nullable String reason) {
            end(reason);
            if (reason != null) {
                connection.setStatus(StatusCode.ERROR, reason);
            }
            connection.end();
        }

        @Override
        public void closed() {
            end("closed");
            connection.end();
        }

        private Span step(String name, SpanKind kind) {
            return tracer.spanBuilder(name)
                    .setSpanKind(kind)
                    .setParent(Context.root().with(connection))
                    .startSpan();
        }

        private void end(@Nullable String failure) {
            if (step == null) {
                return;
            }
            if (failure != null) {
                step.setStatus(StatusCode.ERROR, failure);
            }
            step.end();
            step = null;
        }
    }
}
