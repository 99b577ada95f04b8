package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.state.Authentication.Accepted;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.apache.kafka.common.protocol.ApiKeys;

/** The way back of a {@link Relay}: the broker's answers and the gateway's own, in the order of the requests. */
final class Answers implements AnswerStream.Sink {
    private final ClientConnection connection;
    private final Channel client;
    private final Accepted caller;
    private final Services services;
    private final InFlight pending;
    private final ClusterAdmission admission;
    private final Throttle throttle;
    private final Traffic traffic;
    private final CreationCheck creation;
    private final AnswerStream stream;
    private BiConsumer<ApiKeys, ByteBuffer> own = (api, _) -> {
        throw new IllegalStateException("nobody asked for " + api);
    };
    private boolean draining;

    Answers(
            ClientConnection connection,
            Accepted caller,
            Services services,
            InFlight pending,
            Throttle throttle,
            Traffic traffic,
            CreationCheck creation) {
        this.connection = connection;
        this.client = connection.channel();
        this.caller = caller;
        this.services = services;
        this.pending = pending;
        this.admission = services.connections().admissionOf(connection);
        this.throttle = throttle;
        this.traffic = traffic;
        this.creation = creation;
        this.stream = new AnswerStream(client.alloc(), this);
    }

    /** Who takes the answers to requests of the gateway's own. */
    void ownGoTo(BiConsumer<ApiKeys, ByteBuffer> taker) {
        own = taker;
    }

    void read(ByteBuf bytes) {
        stream.read(bytes);
    }

    @Override
    public int begins(int length) {
        return switch (pending.first()) {
            case null -> throw new IllegalStateException("an answer that nobody asked for");
            case Pending.Pass() -> passes(length);
            case Pending.Filter _ -> {
                counted(length);
                yield AnswerStream.COLLECT;
            }
            case Pending.Swallow _, Pending.Local _ -> AnswerStream.COLLECT;
        };
    }

    private int passes(int length) {
        if (counted(length) == 0) {
            return 0;
        }
        ApiKeys api = ApiKeys.forId(pending.firstApi());
        int offset = ThrottleField.offset(api, pending.firstVersion());
        if (offset > 0) {
            return offset + Integer.BYTES;
        }
        return ThrottleField.isIn(api, pending.firstVersion()) ? AnswerStream.COLLECT : 0;
    }

    /** Charges an answer. Returns the milliseconds for which the client should be silent. */
    private int counted(int length) {
        long now = System.nanoTime();
        int bytes = Wire.LENGTH_PREFIX + length;
        var _ = admission.answer(bytes, now);
        int silent = throttle.millis(now);
        traffic.answered(pending, bytes, now, silent);
        return silent;
    }

    @Override
    public void head(ByteBuf bytes, int index) {
        int offset = ThrottleField.offset(ApiKeys.forId(pending.firstApi()), pending.firstVersion());
        ThrottleField.raise(bytes, index + offset, throttle.millis(System.nanoTime()));
    }

    @Override
    public void pass(ByteBuf bytes) {
        var _ = client.write(bytes, client.voidPromise());
    }

    @Override
    public boolean passed() {
        answered();
        return pending.first() instanceof Pending.Local || (draining && pending.isEmpty());
    }

    private Pending answered() {
        if (creation.answered(pending.firstMoment()) || TopicListings.changeBy(pending.firstApi())) {
            services.topicChanges().changed(caller.cluster(), caller.principal());
            services.streams().changed(caller.cluster());
        }
        return pending.remove();
    }

    @Override
    public void collected(ByteBuffer answer) {
        short version = pending.firstVersion();
        switch (answered()) {
            case Pending.Filter filter -> {
                ByteBuf filtered = AnswerFilter.apply(filter, answer);
                ThrottleField.raise(filtered, filter.api(), version, throttle.millis(System.nanoTime()));
                pass(filtered);
            }
            case Pending.Pass() ->
                pass(ThrottleField.raiseProduce(answer, version, throttle.millis(System.nanoTime())));
            case Pending.Swallow(ApiKeys api) -> own.accept(api, answer);
            case Pending.Local _ -> throw new IllegalStateException("out of order");
        }
        sendDue();
    }

    @Override
    public void sendDue() {
        while (pending.first() instanceof Pending.Local(ByteBuf answer)) {
            long now = System.nanoTime();
            int silent = throttle.millis(now);
            ThrottleField.raise(answer, ApiKeys.forId(pending.firstApi()), pending.firstVersion(), silent);
            traffic.answered(pending, answer.readableBytes(), now, silent);
            pending.remove();
            pass(answer);
        }
        if (draining && pending.isEmpty()) {
            connection.closeAfterWrites();
        }
    }

    /** Closes as soon as nothing is owed to the client. */
    void drain() {
        draining = true;
        if (pending.isEmpty() && !creation.waiting()) {
            connection.closeAfterWrites();
        }
    }

    void release() {
        stream.release();
        while (!pending.isEmpty()) {
            if (pending.remove() instanceof Pending.Local(ByteBuf answer)) {
                answer.release();
            }
        }
        pending.clear();
    }
}
