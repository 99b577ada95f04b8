package dev.weir.gateway.kafka;

import dev.weir.gateway.kafka.SaslDialogue.Objection;
import dev.weir.gateway.state.Authentication.Accepted;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/**
 * How long a client may go on without proving again who it is, and its doing so between its requests (KIP-368). As at
 * brokers, who is late is closed at its next request; who has no credential any more is closed at once.
 */
final class ClientSession implements SaslDialogue.Side {
    /** So far ahead no timer is set; the session ends long before. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final ClientConnection connection;
    private final Arrival arrival;
    private final Services services;
    private final Accepted caller;
    private final Consumer<ByteBuf> answers;
    private long lifetimeMillis;
    private long endNanos;
    private @Nullable Future<?> end;
    private @Nullable SaslDialogue renewal;

    /** @param answers takes answers in the order of the requests */
    ClientSession(
            ClientConnection connection,
            Arrival arrival,
            Services services,
            Accepted caller,
            long lifetimeMillis,
            Consumer<ByteBuf> answers) {
        this.connection = connection;
        this.arrival = arrival;
        this.services = services;
        this.caller = caller;
        this.answers = answers;
        begin(caller, lifetimeMillis);
    }

    private void begin(Accepted who, long millis) {
        lifetimeMillis = millis;
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (end != null) {
            end.cancel(false);
        }
        end = who.credential().expires().map(this::endAt).orElse(null);
    }

    private Future<?> endAt(Instant expiry) {
        long left = Math.clamp(Duration.between(Instant.now(), expiry).toMillis(), 0, LONGEST.toMillis());
        return connection
                .loop()
                .schedule(() -> connection.refuse("credential-expired", whose()), left, TimeUnit.MILLISECONDS);
    }

    private String whose() {
        return "credential=" + caller.credential() + " cluster=" + caller.cluster();
    }

    /** Whether the frame was for the session; if so it is taken over. */
    boolean takes(ByteBuf frame) {
        if (lifetimeMillis == 0 || frame.readableBytes() < Wire.SHORTEST_REQUEST) {
            return false;
        }
        short api = Wire.apiId(frame);
        if (api == ApiKeys.SASL_HANDSHAKE.id || api == ApiKeys.SASL_AUTHENTICATE.id) {
            try {
                renew(RequestHeader.parse(Wire.content(frame)), frame);
            } catch (RuntimeException e) {
                // Kafka's parsers throw many kinds; whatever it is, these bytes are no request.
                connection.refuse("garbage-in-authentication", whose());
            } finally {
                frame.release();
            }
            return true;
        }
        if (System.nanoTime() - endNanos > 0) {
            frame.release();
            connection.refuse("session-expired", whose());
            return true;
        }
        return false;
    }

    private void renew(RequestHeader header, ByteBuf frame) {
        var content = Wire.content(frame);
        RequestHeader.parse(content);
        if (!header.isApiVersionSupported() || header.apiVersion() == 0) {
            // Bare tokens can't stand between requests.
            connection.refuse("unsupported-version", "api=" + header.apiKey() + " version=" + header.apiVersion());
        } else if (header.apiKey() == ApiKeys.SASL_HANDSHAKE) {
            renewal = new SaslDialogue(connection, arrival, services, this);
            renewal.handshake(header, content);
        } else if (renewal != null && renewal.expectsToken()) {
            renewal.message(header, content);
        } else {
            connection.refuse("token-without-handshake", whose());
        }
    }

    @Override
    public void send(ByteBuf answer) {
        answers.accept(answer);
    }

    @Override
    public Optional<Objection> admit(Accepted who, long millis) {
        if (!who.principal().equals(caller.principal()) || !who.cluster().equals(caller.cluster())) {
            String change = caller.principal().value() + " at " + caller.cluster() + " can't become "
                    + who.principal().value() + " at " + who.cluster();
            return Optional.of(new Objection(Errors.SASL_AUTHENTICATION_FAILED, change));
        }
        services.connections().renew(connection, who);
        // A revocation between the check and the renewal found the connection under its former credential.
        if (!services.directory().stillGood(who)) {
            return Optional.of(
                    new Objection(Errors.SASL_AUTHENTICATION_FAILED, who.credential() + " was closed just now"));
        }
        begin(who, millis);
        return Optional.empty();
    }

    @Override
    public void admitted() {
        renewal = null;
    }

    void close() {
        if (end != null) {
            end.cancel(false);
        }
    }
}
