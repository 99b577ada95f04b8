package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.UpstreamTokens;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated connection to a broker. The broker ends it when the token expires, so at half of that time a new
 * token is shown between the client's requests (KIP-368), and the answers to that are kept from the client.
 */
final class BrokerSession {
    private static final long SHORTEST_MILLIS = 2_000;

    private final Channel channel;
    private final Accepted caller;
    private final UpstreamTokens tokens;
    private long lifetimeMillis;
    private @Nullable Future<?> renewal;

    BrokerSession(Channel channel, Accepted caller, UpstreamTokens tokens, long lifetimeMillis) {
        this.channel = channel;
        this.caller = caller;
        this.tokens = tokens;
        this.lifetimeMillis = lifetimeMillis;
    }

    Channel channel() {
        return channel;
    }

    void renewInTime(Relay relay) {
        if (lifetimeMillis > 0) {
            renewal = channel.eventLoop()
                    .schedule(() -> renew(relay), Math.max(SHORTEST_MILLIS, lifetimeMillis / 2), TimeUnit.MILLISECONDS);
        }
    }

    private void renew(Relay relay) {
        tokens.token(caller.cluster(), caller.principal())
                .ifPresentOrElse(
                        token -> {
                            relay.ask(ApiKeys.SASL_HANDSHAKE, UpstreamSasl.handshake());
                            relay.ask(ApiKeys.SASL_AUTHENTICATE, UpstreamSasl.authenticate(token));
                        },
                        () -> relay.refuse("no-signing-key"));
    }

    void answered(ApiKeys api, ByteBuffer answer, Relay relay) {
        try {
            if (api == ApiKeys.SASL_HANDSHAKE) {
                UpstreamSasl.checkHandshake(answer);
            } else {
                lifetimeMillis = UpstreamSasl.sessionLifetime(answer);
                renewInTime(relay);
            }
        } catch (UpstreamSasl.Refused e) {
            relay.refuse("renewal-refused");
        }
    }

    void end() {
        if (renewal != null) {
            renewal.cancel(false);
        }
    }
}
