package dev.weir.gateway.http.produce;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.http.api.BodyMemory;
import dev.weir.gateway.http.api.Pace;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request with records, from its first byte to its last report. All of it happens on the request's event loop, but
 * for the sending. A single record's fate is the status of the answer; of several, each has its report in the body, in
 * order, written as soon as it is there, while more come. Who doesn't read reports, or whose records wait for the
 * broker, isn't read either.
 */
final class ProduceExchange implements RecordSplitter.Values {
    /** Base 64 and escapes make records longer in JSON than they are; letters of other alphabets, written as ASCII, most. */
    private static final int JSON_FACTOR = 3;

    private static final int JSON_EXTRA = 1 << 16;
    /** How long a failed first record waits, in milliseconds, to learn whether it is the only one. */
    private static final long GRACE = 200;

    /** Many clients announce no length though they send one record: only what goes on is a stream. */
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RoutingContext exchange;
    private final HttpServerRequest request;
    private final ReadStream<Buffer> body;
    private final HttpServerResponse response;
    private final Context loop;
    private final Upstream upstream;
    private final String topic;
    private final @Nullable ClusterAdmission admission;
    private final ProduceConfig config;
    private final BooleanSupplier allowed;
    private final BodyMemory.Share memory;
    private final Lasting lasting;
    private final RecordSplitter splitter;
    private final ReportText text;
    private final Deque<Slot> pending = new ArrayDeque<>();
    private final AtomicBoolean signalled = new AtomicBoolean();
    /** The length of the body, or -1. */
    private final long announced;

    private final Pace pace;
    private long pendingBytes;
    private long records;
    private final long began = System.nanoTime();
    private long timer = -1;
    private boolean paused;
    private boolean owing;
    private boolean ended;
    private boolean graceOver;
    private boolean streaming;
    private boolean closed;

    ProduceExchange(
            RoutingContext exchange,
            ReadStream<Buffer> body,
            Upstream upstream,
            String topic,
            @Nullable ClusterAdmission admission,
            ProduceConfig config,
            BooleanSupplier allowed,
            BodyMemory.Share memory,
            Lasting lasting) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.body = body;
        this.response = exchange.response();
        this.loop = exchange.vertx().getOrCreateContext();
        this.upstream = upstream;
        this.topic = topic;
        this.admission = admission;
        this.config = config;
        this.allowed = allowed;
        this.memory = memory;
        this.lasting = lasting;
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.announced = length == null ? -1 : Long.parseLong(length);
        this.pace = new Pace(config.patience(), began);
        this.splitter = new RecordSplitter(
                (int) Math.min(Integer.MAX_VALUE / 2, (long) JSON_FACTOR * upstream.messageBytes() + JSON_EXTRA), this);
        this.text = new ReportText(upstream.cluster(), topic);
    }

    void start() {
        body.handler(this::bytes);
        body.endHandler(_ -> end());
        body.exceptionHandler(this::broken);
        response.exceptionHandler(_ -> close());
        response.closeHandler(_ -> close());
        response.drainHandler(_ -> flush());
        if (request.isEnded()) {
            end();
        } else {
            body.resume();
        }
    }

    /** The client is gone, or its compression isn't what it says. */
    private void broken(Throwable failure) {
        if (failure instanceof ProblemException known) {
            refuseTheRest(known.problem());
        } else {
            close();
        }
    }

    private void bytes(Buffer more) {
        if (closed || ended) {
            return;
        }
        long now = System.nanoTime();
        if (!allowed.getAsBoolean()) {
            refuseTheRest(new Problem.NotAuthenticated(
                    "The API key was revoked, the token has ended, or the cluster is gone."));
            return;
        }
        feed(more, now);
        try {
            memory.hold(pendingBytes + splitter.kept());
            if (announced < 0 && now - began > SHORT_NANOS) {
                lasting.begin(this::cancel);
            }
        } catch (ProblemException e) {
            refuseTheRest(e.problem());
            return;
        }
        if (admission != null) {
            charge(admission.received(more.length(), now));
        }
        if (isUnfinished() && timer < 0) {
            watch(pace.left(now));
        }
        balance();
    }

    /** A stream may be silent between records for as long as it likes. */
    private void feed(Buffer more, long now) {
        boolean first = !splitter.isUnfinished();
        long before = records;
        splitter.feed(more.getBytes());
        if (announced < 0 && (first || records > before)) {
            pace.begin(now);
        }
        pace.came(more.length());
    }

    private boolean isUnfinished() {
        return announced < 0 ? splitter.isUnfinished() : request.bytesRead() < announced;
    }

    /** Whose cluster owes isn't read until that is paid. */
    private void charge(long nanos) {
        if (nanos > 0 && !owing) {
            owing = true;
            exchange.vertx().setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), _ -> {
                owing = false;
                balance();
            });
        }
    }

    private void watch(long nanos) {
        timer = exchange.vertx().setTimer(1 + TimeUnit.NANOSECONDS.toMillis(nanos), _ -> {
            timer = -1;
            if (closed || ended || !isUnfinished()) {
                return;
            }
            long left = paused ? config.patience().toNanos() : pace.left(System.nanoTime());
            if (left > 0) {
                watch(left);
            } else {
                refuseTheRest(new Problem.TooSlow(announced < 0 ? "record" : "body", config.patience()));
            }
        });
    }

    private void refuseTheRest(Problem problem) {
        fail(problem);
        ended = true;
        flush();
        // Nobody reads it, but whoever sends it reads the answer.
        Refusal.passOver(exchange);
    }

    /** Its key was closed. */
    private void cancel() {
        loop.runOnContext(_ -> {
            if (!closed && !ended) {
                refuseTheRest(new Problem.NotAuthenticated("The API key was revoked, or its cluster is gone."));
            }
        });
    }

    @Override
    public void value(byte[] json) {
        Slot slot = slot(json.length);
        if (admission != null) {
            charge(admission.http().produced(1, System.nanoTime()));
        }
        OutgoingRecord record;
        try {
            requireRoom();
            record = RecordParser.parse(json);
        } catch (RuntimeException e) {
            slot.fail(Refusal.of(e));
            return;
        }
        upstream.serially().execute(() -> slot.send(upstream, topic, record));
    }

    /** A stream may begin before the cluster is full. */
    private void requireRoom() {
        if (admission != null) {
            admission.full().ifPresent(exceeded -> {
                throw new Problem.Forbidden(exceeded.message() + ".").asException();
            });
        }
    }

    @Override
    public void tooLarge() {
        fail(new Problem.TooLarge(
                "The record is larger than this cluster takes, which is " + upstream.messageBytes() + " bytes."));
    }

    private void fail(Problem problem) {
        slot(0).fail(problem);
    }

    private Slot slot(int bytes) {
        Slot slot = new Slot(bytes, this::signal);
        pending.add(slot);
        pendingBytes += bytes;
        records++;
        return slot;
    }

    private void signal() {
        if (signalled.compareAndSet(false, true)) {
            loop.runOnContext(_ -> flush());
        }
    }

    private void end() {
        if (!ended) {
            splitter.end();
            ended = true;
            flush();
        }
    }

    /** Writes what there is to tell, in order. */
    private void flush() {
        signalled.set(false);
        if (closed) {
            return;
        }
        if (!streaming && mayStream()) {
            streaming = true;
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        if (streaming) {
            report();
        } else if (ended && records < 2) {
            alone();
        }
        balance();
    }

    /** Whether the answer is sure to be 200, whatever comes. */
    private boolean mayStream() {
        if (records > 1) {
            return true;
        }
        Slot first = pending.peek();
        if (first == null || first.report() == null || ended || announced >= 0) {
            return false;
        }
        if (first.report() instanceof Report.Failed && !graceOver) {
            exchange.vertx().setTimer(GRACE, _ -> {
                graceOver = true;
                flush();
            });
            return false;
        }
        return true;
    }

    private void report() {
        var reports = new StringBuilder();
        for (Report report = next(); report != null; report = next()) {
            pendingBytes -= pending.remove().bytes();
            reports.append(text.of(report)).append('\n');
        }
        memory.hold(pendingBytes + splitter.kept());
        if (!reports.isEmpty()) {
            String told = reports.toString();
            if (admission != null) {
                charge(admission.answer(told.length(), System.nanoTime()));
            }
            response.write(told);
        }
        // To write may have called the drain handler, which then has written the rest.
        if (ended && pending.isEmpty() && !closed) {
            finish();
            response.end();
        }
    }

    private @Nullable Report next() {
        Slot first = pending.peek();
        return first == null ? null : first.report();
    }

    private void alone() {
        if (records == 0) {
            finish();
            Refusal.send(exchange, new Problem.EmptyBody("The body is empty; a record as JSON is needed."));
            return;
        }
        Report report = pending.element().report();
        if (report != null) {
            finish();
            switch (report) {
                case Report.Written written -> {
                    String told = text.of(written);
                    if (admission != null) {
                        var _ = admission.answer(told.length(), System.nanoTime());
                    }
                    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(told);
                }
                case Report.Failed failed -> Refusal.send(exchange, failed.problem());
            }
        }
    }

    /** Reads on, or doesn't. */
    private void balance() {
        if (closed || ended) {
            return;
        }
        boolean full = owing
                || pending.size() >= config.maxPending()
                || pendingBytes >= config.maxPendingBytes().asLongValue()
                || response.writeQueueFull();
        if (full == paused) {
            return;
        }
        paused = full;
        if (full) {
            body.pause();
        } else {
            pace.begin(System.nanoTime());
            body.resume();
        }
    }

    private void finish() {
        closed = true;
        memory.close();
        lasting.close();
        upstream.close();
    }

    /** The client is gone. What it has sent is written all the same. */
    private void close() {
        if (!closed) {
            finish();
        }
    }
}
