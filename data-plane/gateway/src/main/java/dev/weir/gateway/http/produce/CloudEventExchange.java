package dev.weir.gateway.http.produce;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.http.api.BodyConfig;
import dev.weir.gateway.http.api.BodyMemory;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.route.BodyTimer;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request with one CloudEvent. */
final class CloudEventExchange {
    private static final int HEADERS = 1 << 16;

    private final RoutingContext exchange;
    private final ReadStream<Buffer> sent;
    private final Upstream upstream;
    private final String topic;
    private final @Nullable ClusterAdmission admission;
    private final BodyMemory.Share memory;
    private final Context loop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Buffer body = Buffer.buffer();
    private final BodyTimer timer;

    CloudEventExchange(
            RoutingContext exchange,
            ReadStream<Buffer> sent,
            Upstream upstream,
            String topic,
            @Nullable ClusterAdmission admission,
            BodyMemory.Share memory,
            BodyConfig bodies) {
        this.exchange = exchange;
        this.sent = sent;
        this.upstream = upstream;
        this.topic = topic;
        this.admission = admission;
        this.memory = memory;
        this.loop = exchange.vertx().getOrCreateContext();
        this.timer = new BodyTimer(exchange, bodies, this::refuse);
    }

    void start() {
        sent.handler(this::more);
        sent.endHandler(_ -> send());
        sent.exceptionHandler(this::broken);
        sent.resume();
    }

    private void broken(Throwable failure) {
        if (failure instanceof ProblemException known) {
            refuse(known.problem());
        } else {
            close();
        }
    }

    private void more(Buffer bytes) {
        if (body.length() + bytes.length() > upstream.messageBytes() + HEADERS) {
            refuse(new Problem.TooLarge(
                    "The event is larger than this cluster takes, which is " + upstream.messageBytes() + " bytes."));
        } else if (!closed.get()) {
            body.appendBuffer(bytes);
            timer.came(bytes.length());
            keep(bytes.length());
        }
    }

    private void keep(int more) {
        if (admission != null) {
            // One event is soon over: whoever comes next pays.
            var _ = admission.received(more, System.nanoTime());
        }
        try {
            memory.hold(body.length());
        } catch (ProblemException e) {
            refuse(e.problem());
        }
    }

    private void send() {
        timer.stop();
        if (closed.get()) {
            return;
        }
        OutgoingRecord record;
        try {
            record = CloudEvent.isStructured(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE))
                    ? CloudEvent.structured(body.getBytes())
                    : CloudEvent.binary(exchange.request().headers(), body.getBytes());
        } catch (RuntimeException e) {
            refuse(Refusal.of(e));
            return;
        }
        var holder = new Slot[1];
        Slot slot = new Slot(body.length(), () -> loop.runOnContext(_ -> answer(holder[0])));
        holder[0] = slot;
        upstream.serially().execute(() -> slot.send(upstream, topic, record));
    }

    private void answer(Slot slot) {
        Report report = slot.report();
        if (report != null && close()) {
            switch (report) {
                case Report.Written written ->
                    exchange.response()
                            .putHeader("Content-Type", "application/json")
                            .end(new ReportText(upstream.cluster(), topic).of(written));
                case Report.Failed failed -> Refusal.send(exchange, failed.problem());
            }
        }
    }

    private void refuse(Problem problem) {
        if (close()) {
            Refusal.send(exchange, problem);
        }
    }

    private boolean close() {
        boolean open = closed.compareAndSet(false, true);
        if (open) {
            timer.stop();
            memory.close();
            upstream.close();
        }
        return open;
    }
}
