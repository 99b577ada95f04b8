package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.identity.Ruling;
import dev.weir.gateway.identity.TokenJudge;
import dev.weir.gateway.state.LoginTokens;
import dev.weir.tenants.id.ClusterId;
import java.util.concurrent.CompletableFuture;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerClientInitialResponse;
import org.jspecify.annotations.Nullable;

/**
 * SASL/OAUTHBEARER (RFC 7628). The cluster is the one that was called by name, or stands in the extension
 * {@code logicalCluster}, as Confluent's clients send it. Other extensions, such as their {@code identityPoolId}, mean
 * nothing here: the token's subject says who it is. A token that the platform lent names its cluster itself.
 */
final class TokenExchange implements Exchange {
    private static final String CLUSTER = "logicalCluster";
    private static final String UNKNOWN = "-";

    private final TokenJudge judge;
    private final LoginTokens lent;
    private final @Nullable ClusterId addressed;

    TokenExchange(TokenJudge judge, LoginTokens lent, @Nullable ClusterId addressed) {
        this.judge = judge;
        this.lent = lent;
        this.addressed = addressed;
    }

    @Override
    public CompletableFuture<Outcome> next(byte[] message) {
        OAuthBearerClientInitialResponse said;
        ClusterId cluster;
        try {
            said = new OAuthBearerClientInitialResponse(message);
            cluster = cluster(said);
        } catch (SaslException e) {
            return refuse("the message isn't one of SASL/OAUTHBEARER");
        } catch (IllegalArgumentException e) {
            return refuse("the extension " + CLUSTER + " is no cluster's id");
        }
        ClusterId own = lent.clusterOf(said.tokenValue()).orElse(null);
        if (own != null) {
            return own(said.tokenValue(), own, cluster);
        }
        if (cluster == null) {
            return refuse("say which cluster is meant: by the SASL extension " + CLUSTER
                    + "=lkc-…, or by connecting to the cluster's own name");
        }
        return judge.judge(said.tokenValue(), cluster).thenApply(TokenExchange::outcome);
    }

    /** A token of the platform's own says itself which cluster it is for. */
    private CompletableFuture<Outcome> own(String token, ClusterId named, @Nullable ClusterId wanted) {
        if (wanted != null && !wanted.equals(named)) {
            return refuse("the token is one of another cluster");
        }
        return lent.read(token, named)
                .map(authentication ->
                        CompletableFuture.completedFuture(Judgement.of(authentication, "token of " + named)))
                .orElseGet(() -> refuse("the token has expired, or isn't one of cluster " + named));
    }

    /** Both may say it; then the name counts here, and another cluster in the extension is no way around it. */
    private @Nullable ClusterId cluster(OAuthBearerClientInitialResponse said) {
        String named = said.extensions().map().get(CLUSTER);
        ClusterId wanted = named == null ? null : new ClusterId(named);
        if (wanted != null && addressed != null && !wanted.equals(addressed)) {
            throw new IllegalArgumentException("another cluster than the one that was called");
        }
        return wanted == null ? addressed : wanted;
    }

    private static Outcome outcome(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Known(var authentication, String subject) -> Judgement.of(authentication, subject);
            case Ruling.Doubtful(String reason, String subject) -> new Outcome.Refused(reason, subject);
        };
    }

    private static CompletableFuture<Outcome> refuse(String reason) {
        return CompletableFuture.completedFuture(new Outcome.Refused(reason, UNKNOWN));
    }
}
