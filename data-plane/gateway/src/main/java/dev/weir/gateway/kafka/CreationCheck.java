package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Creations;
import dev.weir.gateway.admission.Exceeded;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds one connection's requests that make partitions until it is their turn, and the connection until the broker has
 * answered them.
 */
final class CreationCheck {
    private final ClientConnection connection;
    private final ClusterAdmission admission;
    private final Creations creations;
    private final StreamsGroups streams;
    private Creations.@Nullable Turn turn;
    /** When the request came whose turn it is. */
    private long moment;

    private boolean waiting;

    CreationCheck(ClientConnection connection, ClusterAdmission admission, Creations creations, StreamsGroups streams) {
        this.connection = connection;
        this.admission = admission;
        this.creations = creations;
        this.streams = streams;
    }

    /** Whether it is known that nothing will be made. */
    boolean isSettled(Creation wanted, long now) {
        return wanted.groupWithTopology()
                .filter(group -> streams.isSettled(admission.cluster(), group, now))
                .isPresent();
    }

    /** What becomes of the request. */
    sealed interface Decision {
        record Forward() implements Decision {}

        record Refuse(ByteBuf answer) implements Decision {}

        /** The connection has ended meanwhile. */
        record Gone() implements Decision {}
    }

    /** Decides on the connection's event loop, at once or later. */
    void check(Creation wanted, long now, Consumer<Decision> outcome) {
        waiting = true;
        connection.pause(Pause.CHECKING);
        var _ = complete(wanted)
                .thenCompose(complete -> creations.admit(admission, complete))
                .whenCompleteAsync((next, failure) -> checked(wanted, now, next, outcome), connection.loop());
    }

    private CompletableFuture<Creation> complete(Creation wanted) {
        return wanted.groupWithTopology()
                .map(group -> streams.topology(admission.cluster(), group).thenApply(wanted::with))
                .orElse(CompletableFuture.completedFuture(wanted));
    }

    private void checked(Creation wanted, long now, Creations.@Nullable Turn next, Consumer<Decision> outcome) {
        waiting = false;
        Exceeded exceeded = next == null ? null : next.exceeded();
        boolean open = connection.channel().isActive();
        Optional<String> group = wanted.groupWithTopology();
        if (next != null && open && next.more() == 0 && group.isPresent()) {
            streams.settle(admission.cluster(), group.get(), now);
            next.end();
            outcome.accept(new Decision.Forward());
            connection.resume(Pause.CHECKING);
            return;
        }
        if (next != null && exceeded == null && open) {
            turn = next;
            moment = now;
            outcome.accept(new Decision.Forward());
            return;
        }
        if (next != null) {
            next.end();
        }
        if (open) {
            outcome.accept(new Decision.Refuse(exceeded == null ? wanted.unknown() : wanted.refusal(exceeded)));
            connection.resume(Pause.CHECKING);
        } else {
            outcome.accept(new Decision.Gone());
        }
    }

    /** Whether a request hasn't been forwarded yet. */
    boolean waiting() {
        return waiting;
    }

    /** The request that came then has been answered. Returns whether it was one of these. */
    boolean answered(long then) {
        if (turn == null || then != moment) {
            return false;
        }
        turn.endAfterAnswer();
        turn = null;
        connection.resumeSoon(Pause.CHECKING);
        return true;
    }

    void closed() {
        if (turn != null) {
            turn.abandon();
            turn = null;
        }
    }
}
