package dev.weir.gateway.kafka;

import dev.weir.gateway.state.SignedToken;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerClientInitialResponse;

/** The messages of SASL/OAUTHBEARER (RFC 7628) towards brokers. */
final class UpstreamSasl {
    private static final short HANDSHAKE_VERSION = 1;
    private static final short AUTHENTICATE_VERSION = 2;

    private UpstreamSasl() {}

    /** The broker doesn't take the token. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    static ByteBuf handshake() {
        var body = new SaslHandshakeRequestData().setMechanism("OAUTHBEARER");
        return Wire.request(ApiKeys.SASL_HANDSHAKE, HANDSHAKE_VERSION, 0, body);
    }

    static ByteBuf authenticate(SignedToken token) {
        try {
            byte[] bytes = new OAuthBearerClientInitialResponse(token.value(), SaslExtensions.empty()).toBytes();
            var body = new SaslAuthenticateRequestData().setAuthBytes(bytes);
            return Wire.request(ApiKeys.SASL_AUTHENTICATE, AUTHENTICATE_VERSION, 1, body);
        } catch (SaslException e) {
            throw new IllegalStateException("a token that OAUTHBEARER can't carry", e);
        }
    }

    static void checkHandshake(ByteBuffer answer) throws Refused {
        var reader = new ByteBufferAccessor(answer);
        var _ = new ResponseHeaderData(reader, ApiKeys.SASL_HANDSHAKE.responseHeaderVersion(HANDSHAKE_VERSION));
        var body = new SaslHandshakeResponseData(reader, HANDSHAKE_VERSION);
        if (body.errorCode() != Errors.NONE.code()) {
            throw new Refused(Errors.forCode(body.errorCode()).message());
        }
    }

    /** Milliseconds after which the broker ends the session; 0 when it never does. */
    static long sessionLifetime(ByteBuffer answer) throws Refused {
        var reader = new ByteBufferAccessor(answer);
        var _ = new ResponseHeaderData(reader, ApiKeys.SASL_AUTHENTICATE.responseHeaderVersion(AUTHENTICATE_VERSION));
        var body = new SaslAuthenticateResponseData(reader, AUTHENTICATE_VERSION);
        // A token that isn't accepted is answered with a challenge first, not with an error.
        if (body.errorCode() != Errors.NONE.code() || body.authBytes().length > 0) {
            throw new Refused("token refused: " + body.errorMessage());
        }
        return body.sessionLifetimeMs();
    }
}
