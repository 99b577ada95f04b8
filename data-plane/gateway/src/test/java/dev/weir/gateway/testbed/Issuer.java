package dev.weir.gateway.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An issuer of tokens, with its discovery document and its keys. */
public final class Issuer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RsaJsonWebKey key;
    private volatile boolean down;

    public Issuer() throws IOException {
        key = newKey("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            String body = path.equals("/keys")
                    ? new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)
                    : "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}";
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(down ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often anything was asked of it. */
    public int asked() {
        return asked.get();
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** From now on signs with another key, and knows the old one no more. */
    public void rotate() {
        key = newKey("key-" + System.nanoTime());
    }

    public String token(String subject, String audience) {
        return token(subject, audience, Duration.ofMinutes(5));
    }

    public String token(String subject, String audience, Duration life) {
        return sign(key, subject, audience, life);
    }

    /** As the issuer's, but signed by somebody else. */
    public String forged(String subject, String audience) {
        return sign(newKey(key.getKeyId()), subject, audience, Duration.ofMinutes(5));
    }

    private String sign(RsaJsonWebKey with, String subject, String audience, Duration life) {
        var claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setExpirationTime(NumericDate.fromMilliseconds(System.currentTimeMillis() + life.toMillis()));
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(with.getKeyId());
        token.setKey(with.getPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(id);
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
