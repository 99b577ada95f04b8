package dev.weir.gateway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Begins the trace of each connection, if there is a collector that wants them. */
@ApplicationScoped
public class ConnectionTraces {
    private static final int LAST_SECONDS = 2;

    private final @Nullable SdkTracerProvider provider;
    private final @Nullable Tracer tracer;

    ConnectionTraces(TracingConfig config) {
        provider = config.endpoint().map(endpoint -> provider(endpoint, config)).orElse(null);
        tracer = provider == null ? null : provider.get("dev.weir.gateway");
    }

    private static SdkTracerProvider provider(URI endpoint, TracingConfig config) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString());
        config.headers().forEach(exporter::addHeader);
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put("service.name", "weir-gateway")
                        .build())
                .setSampler(Sampler.traceIdRatioBased(config.share()))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setScheduleDelay(config.delay())
                        .build())
                .build();
    }

    /** @param port where the client came in; negative when nobody knows */
    public ConnectionTrace begin(SocketAddress client, int port) {
        if (tracer == null) {
            return ConnectionTrace.NONE;
        }
        Span span = tracer.spanBuilder("kafka connect")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("messaging.system", "kafka")
                .setAttribute("server.port", (long) port)
                .startSpan();
        if (client instanceof InetSocketAddress internet) {
            span.setAttribute("network.peer.address", internet.getAddress().getHostAddress());
            span.setAttribute("network.peer.port", (long) internet.getPort());
        }
        var trace = new ConnectionTrace.Recorded(tracer, span);
        // Until a proxy says otherwise.
        trace.comesFrom(client);
        return trace;
    }

    void stop(@Observes ShutdownEvent event) {
        if (provider != null) {
            provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
        }
    }
}
