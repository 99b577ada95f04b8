package dev.weir.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.state.IdentityProvider.Kind.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration KEEP = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AtomicInteger asked = new AtomicInteger();
    private JsonWebKeySet published = new JsonWebKeySet(key("one"));
    private boolean down;
    private final IssuerKeys keys = new IssuerKeys(
            new Issuer("https://issuer.example", null, "weir", "sub"),
            issuer -> answer(),
            REFRESH,
            KEEP,
            PAUSE,
            now::get);

    private CompletableFuture<JsonWebKeySet> answer() {
        asked.incrementAndGet();
        return down
                ? CompletableFuture.failedFuture(new IOException("down"))
                : CompletableFuture.completedFuture(published);
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(id);
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean finds(String id) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(id);
        return keys.find(token).join().isPresent();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aKnownKeyIsFoundWithoutAsking() {
        assertThat(finds("one")).isTrue();
        assertThat(finds("one")).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void unknownKeysAskTheIssuerOnlyNowAndThen() {
        assertThat(finds("two")).isFalse();
        for (int time = 0; time < 100; time++) {
            assertThat(finds("two")).isFalse();
        }
        assertThat(asked).hasValue(1);
        published = new JsonWebKeySet(key("two"));
        pass(PAUSE);
        assertThat(finds("two")).isTrue();
        assertThat(finds("one")).isFalse();
    }

    @Test
    void keysOutliveTheirIssuerForAWhile() {
        assertThat(finds("one")).isTrue();
        down = true;
        pass(REFRESH.plusSeconds(1));
        assertThat(finds("one")).isTrue();
        assertThat(asked).hasValue(2);
        pass(KEEP);
        assertThat(finds("one")).isFalse();
        down = false;
        pass(PAUSE);
        assertThat(finds("one")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "::1", "fd00::1"})
    void ownAddressesAreNotAsked(String address) {
        assertThat(KeyFetch.isInside(InetAddress.ofLiteral(address))).isTrue();
        assertThat(KeyFetch.isInside(InetAddress.ofLiteral("203.0.113.1"))).isFalse();
        assertThat(KeyFetch.isInside(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }
}
