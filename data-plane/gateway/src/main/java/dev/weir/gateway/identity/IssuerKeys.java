package dev.weir.gateway.identity;

import dev.weir.gateway.state.IdentityProvider.Kind.Issuer;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The keys of one issuer, as they were when it last answered. */
final class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final Issuer issuer;
    private final KeySource source;
    private final long refreshNanos;
    private final long keepNanos;
    private final long pauseNanos;
    private final LongSupplier nanos;

    private List<JsonWebKey> keys = List.of();
    private long fetched;
    private long asked;
    private boolean everAsked;
    private @Nullable CompletableFuture<Void> asking;

    /** Where the keys come from. */
    @FunctionalInterface
    interface KeySource {
        CompletableFuture<JsonWebKeySet> fetch(Issuer issuer);
    }

    IssuerKeys(Issuer issuer, KeySource source, Duration refresh, Duration keep, Duration pause, LongSupplier nanos) {
        this.issuer = issuer;
        this.source = source;
        this.refreshNanos = refresh.toNanos();
        this.keepNanos = keep.toNanos();
        this.pauseNanos = pause.toNanos();
        this.nanos = nanos;
    }

    boolean areOf(Issuer other) {
        return issuer.equals(other);
    }

    /** The key that should have signed this. An unknown one makes us ask the issuer, which may have new ones. */
    CompletableFuture<Optional<Key>> find(JsonWebSignature token) {
        Optional<Key> known = select(token);
        CompletableFuture<Void> answer = known.isPresent() ? refreshInTime() : ask();
        return known.isPresent() ? CompletableFuture.completedFuture(known) : answer.thenApply(done -> select(token));
    }

    private synchronized CompletableFuture<Void> refreshInTime() {
        return nanos.getAsLong() - fetched > refreshNanos ? ask() : CompletableFuture.completedFuture(null);
    }

    private synchronized CompletableFuture<Void> ask() {
        if (asking != null) {
            return asking;
        }
        long now = nanos.getAsLong();
        if (everAsked && now - asked < pauseNanos) {
            return CompletableFuture.completedFuture(null);
        }
        everAsked = true;
        asked = now;
        CompletableFuture<Void> answer = source.fetch(issuer).handle(this::answered);
        if (!answer.isDone()) {
            asking = answer;
        }
        return answer;
    }

    private synchronized @Nullable Void answered(@Nullable JsonWebKeySet set, @Nullable Throwable failure) {
        asking = null;
        if (set != null) {
            keys = List.copyOf(set.getJsonWebKeys());
            fetched = nanos.getAsLong();
        } else {
            LOG.warnf("event=issuer-unreachable issuer=%s error=\"%s\"", issuer.issuer(), failure);
        }
        return null;
    }

    private Optional<Key> select(JsonWebSignature token) {
        List<JsonWebKey> all;
        synchronized (this) {
            if (nanos.getAsLong() - fetched > keepNanos) {
                return Optional.empty();
            }
            all = keys;
        }
        try {
            return Optional.ofNullable(new VerificationJwkSelector().select(token, all))
                    .map(JsonWebKey::getKey);
        } catch (JoseException e) {
            return Optional.empty();
        }
    }
}
