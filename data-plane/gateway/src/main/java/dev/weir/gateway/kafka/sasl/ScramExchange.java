package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.state.ApiKey;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.TenantDirectory;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.security.auth.callback.Callback;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ClientFirstMessage;
import org.apache.kafka.common.security.scram.internals.ScramSaslServer;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM (RFC 5802 and 7677) by Kafka's own server. That one looks credentials up while it reads the first message, so the
 * key is found before it is asked: it may still be on its way here.
 */
final class ScramExchange implements Exchange {
    private final ScramMechanism mechanism;
    private final TenantDirectory directory;
    private @Nullable ApiKey key;
    private @Nullable ScramSaslServer server;

    ScramExchange(ScramMechanism mechanism, TenantDirectory directory) {
        this.mechanism = mechanism;
        this.directory = directory;
    }

    @Override
    public CompletableFuture<Outcome> next(byte[] message) {
        return key == null || server == null ? first(message) : last(message, key, server);
    }

    private CompletableFuture<Outcome> first(byte[] message) {
        String user;
        try {
            user = ScramFormatter.username(new ClientFirstMessage(message).saslName());
        } catch (SaslException | IllegalArgumentException e) {
            return refuse("the message isn't one of SASL/" + mechanism.mechanismName(), "-");
        }
        return directory.newcomer(user).thenApply(found -> challenge(message, user, found));
    }

    private Outcome challenge(byte[] message, String user, Optional<ApiKey> found) {
        if (found.isEmpty()) {
            return Judgement.of(new Authentication.WrongCredentials(), user);
        }
        Optional<ScramCredential> credential = credential(found.get());
        if (credential.isEmpty()) {
            return new Outcome.Refused(
                    "API key " + user + " was made before this service knew SCRAM: make a new key, or use PLAIN", user);
        }
        try {
            var opened = new ScramSaslServer(mechanism, Map.of(), callbacks -> answer(callbacks, credential.get()));
            byte[] answer = opened.evaluateResponse(message);
            key = found.get();
            server = opened;
            return new Outcome.Challenge(ByteBuffer.wrap(answer));
        } catch (SaslException | SaslAuthenticationException e) {
            return new Outcome.Refused("the message isn't one of SASL/" + mechanism.mechanismName(), user);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + mechanism.hashAlgorithm(), e);
        }
    }

    private Optional<ScramCredential> credential(ApiKey found) {
        return (switch (mechanism) {
                    case SCRAM_SHA_256 -> found.scramSha256();
                    case SCRAM_SHA_512 -> found.scramSha512();
                })
                .map(verifier -> ScramCredentialUtils.credentialFromString(verifier.value()));
    }

    private static void answer(Callback[] callbacks, ScramCredential credential) {
        for (Callback callback : callbacks) {
            if (callback instanceof ScramCredentialCallback wanted) {
                wanted.scramCredential(credential);
            }
        }
    }

    private CompletableFuture<Outcome> last(byte[] message, ApiKey key, ScramSaslServer server) {
        String user = key.id().value();
        byte[] lastWord;
        try {
            lastWord = server.evaluateResponse(message);
        } catch (SaslException | SaslAuthenticationException e) {
            return CompletableFuture.completedFuture(Judgement.of(new Authentication.WrongCredentials(), user));
        }
        return directory.admit(key).thenApply(result -> Judgement.of(result, user, ByteBuffer.wrap(lastWord)));
    }

    private static CompletableFuture<Outcome> refuse(String reason, String user) {
        return CompletableFuture.completedFuture(new Outcome.Refused(reason, user));
    }
}
