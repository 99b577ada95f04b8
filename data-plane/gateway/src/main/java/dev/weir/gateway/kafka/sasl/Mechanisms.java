package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.identity.TokenJudge;
import dev.weir.gateway.state.LoginTokens;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

/** The mechanisms that clients may choose from. */
public final class Mechanisms {
    private static final String PLAIN = "PLAIN";
    private static final String TOKEN = "OAUTHBEARER";

    private final TenantDirectory directory;
    private final TokenJudge tokens;
    private final LoginTokens lent;

    public Mechanisms(TenantDirectory directory, TokenJudge tokens, LoginTokens lent) {
        this.directory = directory;
        this.tokens = tokens;
        this.lent = lent;
    }

    public List<String> names() {
        return List.of(
                PLAIN,
                ScramMechanism.SCRAM_SHA_256.mechanismName(),
                ScramMechanism.SCRAM_SHA_512.mechanismName(),
                TOKEN);
    }

    /**
     * Nothing when there is no such mechanism.
     *
     * @param addressed the cluster that the client connected to by name, if it did
     */
    public Optional<Exchange> begin(String mechanism, @Nullable ClusterId addressed) {
        return switch (mechanism) {
            case PLAIN -> Optional.of(new PlainExchange(directory));
            case "SCRAM-SHA-256" -> Optional.of(new ScramExchange(ScramMechanism.SCRAM_SHA_256, directory));
            case "SCRAM-SHA-512" -> Optional.of(new ScramExchange(ScramMechanism.SCRAM_SHA_512, directory));
            case TOKEN -> Optional.of(new TokenExchange(tokens, lent, addressed));
            default -> Optional.empty();
        };
    }
}
