package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.tracing.ConnectionTrace;
import dev.weir.tenants.id.ClusterId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One client's connection: cuts frames for its stage, and reads only while nothing speaks against it. */
final class ClientConnection extends ChannelInboundHandlerAdapter implements FrameBudget.Holder {
    private static final Logger LOG = Logger.getLogger(ClientConnection.class);
    private static final long LAST_WRITES_SECONDS = 10;
    private static final int STALL_GRACES = 5;

    private final Channel channel;
    private final Services services;
    private final Arrival arrival;
    private final FrameReader frames;
    private final ConnectionTrace trace;
    private Stage stage;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private boolean cutting;
    private final LooseBytes.Part loose;
    private FrameBudget.@Nullable Share share;
    /** What the last complete frame holds of the budget, until somebody knows what becomes of it. */
    private int finished;

    /** Bytes that wait on both sides, when somebody last looked, unless they count as stalled. */
    private long unsent;

    private long stalledSince;
    private long frameStarted;
    private long lastArrival;
    private boolean frameWatched;

    ClientConnection(Channel channel, Arrival arrival, Services services) {
        this.channel = channel;
        this.services = services;
        this.frames = new FrameReader(channel.alloc());
        this.arrival = arrival;
        this.trace = services.traces().begin(arrival.origin(), port(channel));
        this.loose = new LooseBytes.Part(services.loose().strangers());
        this.stage = new Handshake(this, arrival, services);
        channel.config().setRecvByteBufAllocator(new ReadSizes(this::memoryIsShort));
    }

    private static int port(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress here ? here.getPort() : -1;
    }

    Channel channel() {
        return channel;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    String remote() {
        SocketAddress address = arrival.origin();
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(address);
    }

    ConnectionTrace trace() {
        return trace;
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    /** From now on unfinished frames count against this cluster's budget. */
    void shareBudgetOf(ClusterId cluster) {
        services.directory().cluster(cluster).map(Cluster::organization).ifPresent(organization -> {
            share = services.budget().share(cluster, organization, this);
            loose.belongsTo(services.loose().of(organization));
        });
    }

    /** Who has a reservation may use it. */
    private boolean memoryIsShort() {
        return (loose.tight() && (share == null || share.reserved() == 0)) || DirectMemory.scarce();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // A proxy speaks for many, so each is taken for somebody else until it says for whom.
        String from = arrival.awaitsProxy() ? channel.id().asShortText() : LoginFailures.network(arrival.origin());
        services.connections().open(this, from);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ProxyGate.OriginKnown) {
            services.connections().comesFrom(this, LoginFailures.network(arrival.origin()));
            trace.comesFrom(arrival.origin());
        }
        context.fireUserEventTriggered(event);
    }

    /** Others need its place, if it hasn't authenticated meanwhile. From any thread. */
    void makeWay() {
        loop().execute(() -> {
            if (stage instanceof Handshake) {
                refuse("too-many-unauthenticated", "");
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        frames.add((ByteBuf) message);
        cut();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        stage.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stage.writabilityChanged(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pauses.add(Pause.CLOSING);
        frames.release();
        var _ = loose.hold(0);
        frameDone();
        if (share != null) {
            share.close();
        }
        stage.closed();
        trace.closed();
        services.connections().closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debugf("event=client-lost remote=%s error=%s", remote(), cause.getMessage());
        } else {
            LOG.warnf(cause, "event=client-failed remote=%s", remote());
        }
        var _ = channel.close();
    }

    void pause(Pause why) {
        if (pauses.isEmpty()) {
            channel.config().setAutoRead(false);
        }
        pauses.add(why);
    }

    void resume(Pause why) {
        if (!pauses.remove(why)) {
            return;
        }
        if (pauses.isEmpty() && !cutting) {
            cut();
            stage.readComplete();
        }
        if (pauses.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    private void cut() {
        cutting = true;
        try {
            while (pauses.isEmpty() && stage.admits(frames.nextLength())) {
                ByteBuf frame = frames.next(stage.frameLimit());
                if (frame == null) {
                    awaitRest();
                    return;
                }
                frameStarted = 0;
                if (share != null) {
                    finished = share.finish();
                }
                stage.frame(frame);
            }
        } catch (FrameReader.BadLength e) {
            refuse("bad-frame-length", "length=" + e.length() + " looks-like=" + Stranger.of(e.length()));
        } finally {
            cutting = false;
            countLoose();
        }
    }

    /** Most reads end with the end of a frame, and then there is nothing to count. */
    private void countLoose() {
        if (frames.held() == 0 && unsent == 0 && loose.holdsNothing()) {
            return;
        }
        if (loose.tight()) {
            frames.compact();
        }
        int reserved = share == null ? 0 : share.reserved();
        long bytes = Math.max(0, frames.held() - reserved) + unsent;
        // Who only reads slowly can't help it, and is fed less.
        if (channel.isActive() && !loose.hold(bytes) && bytes > unsent) {
            refuse("too-much-held", "bytes=" + bytes + " arrived=" + frames.buffered());
        }
    }

    /** Called about once a second, since who takes its answers slowly is not told of before it takes none. */
    void lookAfter() {
        unsent = stalledSince == 0 ? EventLoops.unsent(channel) + stage.unsent() : 0;
        countLoose();
        boolean tight = !loose.holdsNothing() && loose.tight();
        EventLoops.feedLittle(channel, tight);
        if (tight) {
            endIfSlow(FrameBudget.SLOWEST_BYTES_PER_SECOND, FrameBudget.GRACE_NANOS);
        }
    }

    /** The next frame isn't complete: it has to become so in time, and within the budget. */
    private void awaitRest() {
        if (frames.buffered() == 0) {
            return;
        }
        lastArrival = System.nanoTime();
        if (frameStarted == 0) {
            frameStarted = lastArrival;
            watchFrame(services.config().frameTimeout().toNanos());
        }
        if (share != null && !share.reserve(frames.nextLength())) {
            pause(Pause.BUDGET);
        }
    }

    private void watchFrame(long nanos) {
        if (!frameWatched) {
            frameWatched = true;
            var _ = loop().schedule(this::checkFrame, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void checkFrame() {
        frameWatched = false;
        if (frameStarted == 0 || !channel.isActive()) {
            return;
        }
        long left = services.config().frameTimeout().toNanos() - (System.nanoTime() - frameStarted);
        boolean waitsForUs = !pauses.isEmpty() && !pauses.contains(Pause.BUDGET);
        if (left > 0 || waitsForUs) {
            watchFrame(Math.max(left, TimeUnit.SECONDS.toNanos(1)));
        } else {
            refuse("frame-unfinished", "length=" + frames.nextLength() + " arrived=" + frames.buffered());
        }
    }

    @Override
    public void budgetGranted() {
        loop().execute(() -> resume(Pause.BUDGET));
    }

    @Override
    public void makeRoom(long slowestBytesPerSecond, long graceNanos) {
        loop().execute(() -> {
            long now = System.nanoTime();
            if (stalledSince != 0 && now - stalledSince > STALL_GRACES * graceNanos) {
                refuse("stalled", "pauses=" + pauses);
            } else {
                endIfSlow(slowestBytesPerSecond, graceNanos);
            }
        });
    }

    private void endIfSlow(long slowestBytesPerSecond, long graceNanos) {
        long now = System.nanoTime();
        long age = now - frameStarted;
        long expected = slowestBytesPerSecond * TimeUnit.NANOSECONDS.toMillis(age) / 1000;
        boolean stalls = now - lastArrival > graceNanos || frames.buffered() < expected;
        // Who isn't read can't be faster.
        if (frameStarted != 0 && pauses.isEmpty() && age > graceNanos && stalls) {
            refuse("frame-too-slow", "length=" + frames.nextLength() + " arrived=" + frames.buffered());
        }
    }

    /** The last frame is about to be written to that channel. */
    ChannelPromise promise(Channel broker) {
        int bytes = finished;
        FrameBudget.Share from = share;
        finished = 0;
        if (bytes == 0 || from == null) {
            return broker.voidPromise();
        }
        return broker.newPromise().addListener(written -> from.giveBack(bytes));
    }

    /** The last frame goes nowhere. */
    void frameDone() {
        if (finished > 0 && share != null) {
            share.giveBack(finished);
            finished = 0;
        }
    }

    /** The other side of a channel doesn't take what is for it. */
    void stalled(Channel full) {
        long bytes = EventLoops.unsent(full);
        if (stalledSince == 0) {
            stalledSince = System.nanoTime();
        }
        if (share != null && !share.stalled(bytes)) {
            refuse("too-much-stalled", "bytes=" + bytes);
        }
    }

    /** It takes bytes again. */
    void moving() {
        stalledSince = 0;
        if (share != null) {
            share.moving();
        }
    }

    /** For those who are in the middle of something on this connection. */
    void resumeSoon(Pause why) {
        loop().execute(() -> resume(why));
    }

    /** Closes with one line in the log: the client did what no client does. */
    void refuse(String event, String details) {
        if (channel.isActive()) {
            LOG.infof("event=%s remote=%s %s", event, remote(), details);
        }
        close();
    }

    void close() {
        pause(Pause.CLOSING);
        var _ = channel.close();
    }

    /** From any thread. */
    void end() {
        end(channel);
    }

    private static void end(Channel channel) {
        var _ = channel.close();
    }

    void closeAfterWrites() {
        pause(Pause.CLOSING);
        closeAfterWrites(channel);
    }

    /** What was written before still goes out, if the other side takes it. */
    static void closeAfterWrites(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        var _ = channel.eventLoop().schedule(() -> end(channel), LAST_WRITES_SECONDS, TimeUnit.SECONDS);
    }

    void drain() {
        stage.drain();
    }
}
