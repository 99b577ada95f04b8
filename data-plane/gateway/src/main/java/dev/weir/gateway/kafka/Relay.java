package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.metrics.ClusterMetrics.Refusal;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Cluster;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * After authentication: requests go to one broker of the caller's cluster, and its {@link Answers} back, both in order.
 */
final class Relay implements Stage {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    /** No API has this number. */
    private static final short UNREADABLE = -1;

    private final ClientConnection connection;
    private final Channel client;
    private final Entrance entrance;
    private final ClientSession login;
    private final Accepted caller;
    private final Services services;
    private final ClusterAdmission admission;
    private final Throttle throttle;
    private final Traffic traffic;
    private final CreationCheck creation;
    private final InFlight pending = new InFlight();
    private final Answers answers;
    /** Cancelled with the connection, or it would hold all of this for its minutes. */
    private final Future<?> idleCheck;
    /** The request that made us look for a broker. */
    private @Nullable ByteBuf first;

    private @Nullable Channel broker;
    private @Nullable BrokerSession session;
    private final Runnable end;

    Relay(
            ClientConnection connection,
            Arrival arrival,
            Cluster cluster,
            Accepted caller,
            long lifetimeMillis,
            Services services) {
        this.connection = connection;
        this.client = connection.channel();
        this.entrance = arrival.entrance();
        this.login = new ClientSession(connection, arrival, services, caller, lifetimeMillis, this::answerLogin);
        this.caller = caller;
        this.services = services;
        this.admission = services.connections().admissionOf(connection);
        this.traffic = new Traffic(services, caller, connection.remote());
        this.throttle = new Throttle(connection, admission, traffic.metrics());
        this.creation = new CreationCheck(connection, admission, services.creations(), services.streams());
        this.end = () -> connection.loop().execute(() -> refuse("too-many-connections"));
        this.answers = new Answers(connection, caller, services, pending, throttle, traffic, creation);
        connection.shareBudgetOf(cluster.id());
        throttle.arrive();
        admission.endable().add(end);
        this.idleCheck = connection
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
        long limit = admission.limits().messageBytes()
                + services.config().frameMargin().asLongValue();
        return Math.toIntExact(limit);
    }

    @Override
    public boolean admits(int length) {
        boolean isNone = length < 0 || length > frameLimit();
        return isNone || throttle.admits(Wire.LENGTH_PREFIX + length);
    }

    @Override
    public void frame(ByteBuf frame) {
        throttle.taken(frame.readableBytes());
        if (login.takes(frame)) {
            connection.frameDone();
            return;
        }
        if (broker == null) {
            first = frame;
            connection.pause(Pause.UPSTREAM_MISSING);
            throttle.whenPaid(this::reachBroker);
        } else {
            handle(frame, broker);
        }
    }

    private void reachBroker() {
        connection.trace().reachesBroker();
        var _ = services.upstream().connect(connection, entrance, caller).whenComplete((session, failure) -> {
            connection.trace().brokerAnswered(session == null ? failure.getMessage() : null);
            if (session == null) {
                connection.refuse(
                        "no-broker", "cluster=" + caller.cluster() + " reason=\"" + failure.getMessage() + "\"");
            } else {
                begin(session);
            }
        });
    }

    private void begin(BrokerSession opened) {
        if (!client.isActive()) {
            var _ = opened.channel().close();
            return;
        }
        broker = opened.channel();
        session = opened;
        answers.ownGoTo((api, answer) -> opened.answered(api, answer, this));
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
        long now = System.nanoTime();
        ReplicationFactor.lower(frame, this::brokers);
        Verdict verdict = StorageGate.refusal(frame, admission);
        switch (verdict == null ? RequestJudge.judge(frame) : verdict) {
            case Verdict.Forward() -> forward(frame, Pending.PASS, now, broker);
            case Verdict.ForwardUnanswered() -> {
                short api = Wire.apiId(frame);
                traffic.asked(api, frame.readableBytes());
                traffic.unanswered(api, Wire.version(frame), frame.readableBytes());
                write(frame, broker);
            }
            case Verdict.ForwardAndFilter(var filter) -> forward(frame, filter, now, broker);
            case Verdict.Answer(ByteBuf answer) -> {
                traffic.asked(Wire.apiId(frame), frame.readableBytes());
                traffic.refused(Wire.apiId(frame), verdict == null ? Refusal.POLICY : Refusal.STORAGE);
                answerLocally(frame, answer, now);
            }
            case Verdict.Close(String reason) ->
                drop(frame, verdict == null ? Refusal.MALFORMED : Refusal.STORAGE, reason);
        }
        if (!broker.isWritable()) {
            broker.flush();
            if (!broker.isWritable()) {
                connection.pause(Pause.UPSTREAM_FULL);
                connection.stalled(broker);
            }
        }
    }

    private int brokers() {
        return services.directory()
                .cluster(caller.cluster())
                .map(cluster -> cluster.nodes().size())
                .orElse(0);
    }

    private void forward(ByteBuf frame, Pending answer, long now, Channel broker) {
        short api = Wire.apiId(frame);
        traffic.asked(api, frame.readableBytes());
        if (Creation.concerns(api)) {
            create(frame, answer, now, broker);
        } else {
            FetchSize.bound(frame, admission);
            send(frame, answer, now, broker);
        }
    }

    private void create(ByteBuf frame, Pending answer, long now, Channel broker) {
        Creation wanted;
        try {
            wanted = Creation.read(frame);
        } catch (RuntimeException e) {
            // Kafka's parsers throw many kinds; whatever it is, nobody can answer this request.
            drop(frame, Refusal.MALFORMED, "unreadable: " + e.getClass().getSimpleName());
            return;
        }
        if (!wanted.makesSome() || creation.isSettled(wanted, now)) {
            send(frame, answer, now, broker);
            return;
        }
        creation.check(wanted, now, decision -> {
            switch (decision) {
                case CreationCheck.Decision.Forward() -> {
                    send(frame, answer, now, broker);
                    broker.flush();
                }
                case CreationCheck.Decision.Refuse(ByteBuf refusal) -> {
                    traffic.refused(Wire.apiId(frame), Refusal.PARTITIONS);
                    answerLocally(frame, refusal, now);
                }
                case CreationCheck.Decision.Gone() -> frame.release();
            }
        });
    }

    private void drop(ByteBuf frame, Refusal why, String reason) {
        traffic.refused(frame.readableBytes() < Wire.SHORTEST_REQUEST ? UNREADABLE : Wire.apiId(frame), why);
        frame.release();
        connection.refuse("bad-request", "key=" + caller.credential() + " reason=\"" + reason + "\"");
    }

    private void send(ByteBuf frame, Pending answer, long now, Channel broker) {
        pending.add(answer, Wire.apiId(frame), Wire.version(frame), frame.readableBytes(), now);
        write(frame, broker);
        pauseIfTooMany();
    }

    private void write(ByteBuf frame, Channel broker) {
        var _ = broker.write(frame, connection.promise(broker));
    }

    private void answerLocally(ByteBuf frame, ByteBuf answer, long now) {
        answerLocally(answer, Wire.apiId(frame), Wire.version(frame), frame.readableBytes(), now);
        frame.release();
        connection.frameDone();
    }

    private void answerLogin(ByteBuf answer) {
        answerLocally(answer, ApiKeys.SASL_AUTHENTICATE.id, (short) 0, 0, System.nanoTime());
    }

    private void answerLocally(ByteBuf answer, short api, short version, int length, long now) {
        boolean first = pending.isEmpty();
        pending.add(new Pending.Local(answer), api, version, length, now);
        if (first) {
            answers.sendDue();
            client.flush();
        }
        pauseIfTooMany();
    }

    private void pauseIfTooMany() {
        boolean local = pending.isEmpty() || pending.last() instanceof Pending.Local;
        if (pending.size() >= services.config().requestsInFlight() || (local && !client.isWritable())) {
            connection.pause(Pause.ANSWERS);
        }
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
        pending.add(new Pending.Swallow(api), api.id, (short) 0, 0, 0);
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
            connection.moving();
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
            connection.moving();
            resumeIfFew();
        } else {
            connection.stalled(client);
        }
    }

    @Override
    public long unsent() {
        return broker == null ? 0 : EventLoops.unsent(broker);
    }

    @Override
    public void drain() {
        connection.pause(Pause.CLOSING);
        answers.drain();
    }

    @Override
    public void closed() {
        idleCheck.cancel(false);
        login.close();
        admission.endable().remove(end);
        throttle.closed();
        if (first != null) {
            first.release();
            first = null;
        }
        if (session != null) {
            session.end();
        }
        creation.closed();
        if (broker != null) {
            // Who produces with acks=0 may leave before the broker has it all.
            ClientConnection.closeAfterWrites(broker);
        }
        answers.release();
    }
}
