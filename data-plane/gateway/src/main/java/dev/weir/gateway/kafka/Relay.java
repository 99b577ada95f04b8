package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Cluster;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** After authentication: requests go to one broker of the caller's cluster, and its answers back, both in order. */
final class Relay implements Stage, AnswerStream.Sink {
    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final ClientConnection connection;
    private final Channel client;
    private final Entrance entrance;
    private final Accepted caller;
    private final Services services;
    private final int frameLimit;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final AnswerStream answers;
    /** The request that made us look for a broker. */
    private @Nullable ByteBuf first;

    private @Nullable Channel broker;
    private @Nullable BrokerSession session;
    private boolean draining;

    Relay(ClientConnection connection, Entrance entrance, Cluster cluster, Accepted caller, Services services) {
        this.connection = connection;
        this.client = connection.channel();
        this.entrance = entrance;
        this.caller = caller;
        this.services = services;
        long limit = cluster.limits().messageBytes()
                + services.config().frameMargin().asLongValue();
        this.frameLimit = Math.toIntExact(limit);
        this.answers = new AnswerStream(client.alloc(), this);
        connection.shareBudgetOf(caller.cluster());
        var _ = connection
                .loop()
                .schedule(this::closeIfIdle, services.config().idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** With a broker, the broker closes who is idle. */
    private void closeIfIdle() {
        if (broker == null && first == null) {
            connection.close();
        }
    }

    @Override
    public int frameLimit() {
        return frameLimit;
    }

    @Override
    public void frame(ByteBuf frame) {
        if (broker == null) {
            first = frame;
            connection.pause(Pause.UPSTREAM_MISSING);
            var _ = services.upstream().connect(connection, entrance, caller).whenComplete((session, failure) -> {
                if (session == null) {
                    connection.refuse(
                            "no-broker", "cluster=" + caller.cluster() + " reason=\"" + failure.getMessage() + "\"");
                } else {
                    begin(session);
                }
            });
        } else {
            handle(frame, broker);
        }
    }

    private void begin(BrokerSession opened) {
        if (!client.isActive()) {
            var _ = opened.channel().close();
            return;
        }
        broker = opened.channel();
        session = opened;
        broker.pipeline().addLast(new BrokerConnection(this));
        opened.renewInTime(this);
        ByteBuf request = first;
        first = null;
        if (request != null) {
            handle(request, broker);
        }
        broker.flush();
        connection.resume(Pause.UPSTREAM_MISSING);
    }

    private void handle(ByteBuf frame, Channel broker) {
        switch (RequestJudge.judge(frame)) {
            case Verdict.Forward() -> forward(frame, Pending.PASS, broker);
            case Verdict.ForwardUnanswered() -> {
                var _ = broker.write(frame, broker.voidPromise());
            }
            case Verdict.ForwardAndFilter(var filter) -> forward(frame, filter, broker);
            case Verdict.Answer(ByteBuf answer) -> {
                frame.release();
                answerLocally(answer);
            }
            case Verdict.Close(String reason) -> {
                frame.release();
                connection.refuse("bad-request", "key=" + caller.key() + " reason=\"" + reason + "\"");
            }
        }
        if (!broker.isWritable()) {
            broker.flush();
            if (!broker.isWritable()) {
                connection.pause(Pause.UPSTREAM_FULL);
            }
        }
    }

    private void forward(ByteBuf frame, Pending answer, Channel broker) {
        pending.add(answer);
        var _ = broker.write(frame, broker.voidPromise());
        pauseIfTooMany();
    }

    private void answerLocally(ByteBuf answer) {
        if (pending.isEmpty()) {
            var _ = client.writeAndFlush(answer, client.voidPromise());
        } else {
            pending.add(new Pending.Local(answer));
        }
        pauseIfTooMany();
    }

    private void pauseIfTooMany() {
        if (pending.size() >= services.config().requestsInFlight() || (!client.isWritable() && hasLocal())) {
            connection.pause(Pause.ANSWERS);
        }
    }

    private boolean hasLocal() {
        return pending.isEmpty() || pending.peekLast() instanceof Pending.Local;
    }

    private void resumeIfFew() {
        if (pending.size() <= services.config().requestsInFlight() / 2 && client.isWritable()) {
            connection.resume(Pause.ANSWERS);
        }
    }

    /** Sends a request of the gateway's own; its answer goes to the session. */
    void ask(ApiKeys api, ByteBuf request) {
        if (broker == null) {
            request.release();
            return;
        }
        pending.add(new Pending.Swallow(api));
        var _ = broker.writeAndFlush(request, broker.voidPromise());
    }

    void brokerBytes(ByteBuf bytes) {
        if (client.isActive()) {
            answers.read(bytes);
        } else {
            bytes.release();
        }
    }

    void brokerReadComplete() {
        client.flush();
        resumeIfFew();
    }

    void brokerWritable(boolean writable) {
        if (writable) {
            connection.resume(Pause.UPSTREAM_FULL);
        }
    }

    void brokerLost(String reason) {
        if (client.isActive()) {
            LOG.debugf(
                    "event=broker-lost cluster=%s remote=%s reason=\"%s\"",
                    caller.cluster(), connection.remote(), reason);
            connection.closeAfterWrites();
        }
    }

    void refuse(String event) {
        connection.refuse(event, "cluster=" + caller.cluster());
    }

    @Override
    public boolean nextPasses() {
        Pending next = pending.peek();
        if (next == null) {
            throw new IllegalStateException("an answer that nobody asked for");
        }
        return next instanceof Pending.Pass;
    }

    @Override
    public void pass(ByteBuf bytes) {
        var _ = client.write(bytes, client.voidPromise());
    }

    @Override
    public boolean passed() {
        pending.remove();
        return pending.peek() instanceof Pending.Local || (draining && pending.isEmpty());
    }

    @Override
    public void collected(ByteBuffer answer) {
        switch (pending.remove()) {
            case Pending.Filter filter -> pass(AnswerFilter.apply(filter, answer));
            case Pending.Swallow(ApiKeys api) when session != null -> session.answered(api, answer, this);
            case Pending.Swallow _, Pending.Pass _, Pending.Local _ -> throw new IllegalStateException("out of order");
        }
        sendDue();
    }

    @Override
    public void sendDue() {
        while (pending.peek() instanceof Pending.Local(ByteBuf answer)) {
            pending.remove();
            pass(answer);
        }
        if (draining && pending.isEmpty()) {
            connection.closeAfterWrites();
        }
    }

    @Override
    public void readComplete() {
        if (broker != null) {
            broker.flush();
        }
    }

    @Override
    public void writabilityChanged(boolean writable) {
        if (broker != null) {
            broker.config().setAutoRead(writable);
        }
        if (writable) {
            resumeIfFew();
        }
    }

    @Override
    public void drain() {
        draining = true;
        connection.pause(Pause.CLOSING);
        if (pending.isEmpty()) {
            connection.closeAfterWrites();
        }
    }

    @Override
    public void closed() {
        if (first != null) {
            first.release();
            first = null;
        }
        if (session != null) {
            session.end();
        }
        if (broker != null) {
            // Who produces with acks=0 may leave before the broker has it all.
            ClientConnection.closeAfterWrites(broker);
        }
        answers.release();
        while (!pending.isEmpty()) {
            if (pending.remove() instanceof Pending.Local(ByteBuf answer)) {
                answer.release();
            }
        }
    }
}
