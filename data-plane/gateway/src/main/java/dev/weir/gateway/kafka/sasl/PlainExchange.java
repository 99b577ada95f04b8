package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.state.TenantDirectory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** SASL/PLAIN: the key's id and its secret, in one message. */
final class PlainExchange implements Exchange {
    private final TenantDirectory directory;

    PlainExchange(TenantDirectory directory) {
        this.directory = directory;
    }

    @Override
    public CompletableFuture<Outcome> next(byte[] message) {
        Optional<PlainToken> token = PlainToken.parse(message);
        if (token.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Refused("the token isn't one of SASL/PLAIN", "-"));
        }
        String user = token.get().user();
        return directory
                .authenticateNewcomer(user, token.get().password())
                .thenApply(result -> Judgement.of(result, user));
    }
}
