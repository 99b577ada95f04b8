package dev.weir.gateway.http.tokens;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.state.Credential;
import dev.weir.gateway.state.LoginTokens;
import dev.weir.gateway.state.ScopedTokens;
import dev.weir.gateway.state.ScopedTokens.Scoped;
import dev.weir.tenants.id.ApiKeyId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Makes tokens. Whoever has a key may make one that ends soon, and may do less; a token can't make another. */
@Path("/weir/v1/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokensResource {
    private static final int CREATED = 201;
    private static final String HTTP = "HTTP";
    private static final String KAFKA = "KAFKA";
    private static final int MOST_TOPICS = 50;
    private static final List<String> OPERATIONS = List.of("READ", "WRITE");

    private final CurrentCaller current;
    private final ScopedTokens tokens;
    private final LoginTokens logins;
    private final TokensConfig config;

    TokensResource(CurrentCaller current, ScopedTokens tokens, LoginTokens logins, TokensConfig config) {
        this.current = current;
        this.tokens = tokens;
        this.logins = logins;
        this.config = config;
    }

    /**
     * What is wanted.
     *
     * @param protocol HTTP, which is meant when nobody says, or KAFKA: for SASL/OAUTHBEARER on the Kafka ports, where it
     *     may do all that the key may
     * @param topics for HTTP: names, or beginnings of names with a star behind
     * @param operations for HTTP: READ, WRITE
     * @param minutes for how long
     */
    @RegisterForReflection
    record TokenRequest(
            @Nullable String protocol,
            @Nullable List<@Nullable String> topics,
            @Nullable List<@Nullable String> operations,
            @Nullable Integer minutes) {}

    /** A token, shown once. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    record TokenView(
            String token,
            String tokenType,
            String expiresAt,
            String clusterId,
            String protocol,
            List<String> topics,
            List<String> operations) {}

    @POST
    @Operation(operationId = "createToken", summary = "Create a token")
    @ResponseStatus(CREATED)
    @APIResponseSchema(value = TokenView.class, responseCode = "201")
    public TokenView create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = TokenRequest.class)))
                    InputStream body) {
        TokenRequest wanted = Json.read(body, TokenRequest.class);
        boolean kafka = isForKafka(wanted.protocol());
        List<String> topics = kafka ? none(wanted.topics(), "topics") : topics(wanted);
        List<String> operations = kafka ? none(wanted.operations(), "operations") : operations(wanted);
        Instant expires = Instant.now()
                .plus(Duration.ofMinutes(minutes(wanted.minutes())))
                .truncatedTo(ChronoUnit.SECONDS);
        Caller caller = current.get();
        Optional<String> issued = kafka
                ? logins.issue(caller.accepted(), key(caller), expires)
                : tokens.issue(new Scoped(caller.accepted(), topics, operations), key(caller), expires);
        return issued.map(token -> new TokenView(
                        token,
                        "Bearer",
                        expires.toString(),
                        caller.cluster().value(),
                        kafka ? KAFKA : HTTP,
                        topics,
                        operations))
                .orElseThrow(
                        () -> new Problem.Unavailable("The cluster has no key to sign with yet.", Duration.ofSeconds(1))
                                .asException());
    }

    private static ApiKeyId key(Caller caller) {
        return switch (caller.accepted().credential()) {
            case Credential.Key(ApiKeyId id) -> id;
            case Credential.Lent _, Credential.Vouched _ ->
                throw new Problem.Forbidden("Tokens are made with an API key.").asException();
        };
    }

    private static boolean isForKafka(@Nullable String protocol) {
        String named = protocol == null ? HTTP : protocol.toUpperCase(Locale.ROOT);
        if (!named.equals(HTTP) && !named.equals(KAFKA)) {
            throw new Problem.Invalid("protocol must be HTTP or KAFKA.").asException();
        }
        return named.equals(KAFKA);
    }

    /** Nobody shall take a token for narrower than it is. */
    private static List<String> none(@Nullable List<@Nullable String> sent, String field) {
        if (!present(sent).isEmpty()) {
            throw new Problem.Invalid(field + " can't be limited for KAFKA: give the key's owner fewer rights.")
                    .asException();
        }
        return List.of();
    }

    private int minutes(@Nullable Integer wanted) {
        int minutes = wanted == null ? config.defaultMinutes() : wanted;
        if (minutes < 1 || minutes > config.maxMinutes()) {
            throw new Problem.Invalid("minutes must be from 1 to " + config.maxMinutes() + ".").asException();
        }
        return minutes;
    }

    private static List<String> topics(TokenRequest wanted) {
        List<String> topics = present(wanted.topics());
        if (topics.isEmpty() || topics.size() > MOST_TOPICS) {
            throw new Problem.Invalid("topics must name 1 to " + MOST_TOPICS + " topics.").asException();
        }
        return topics;
    }

    private static List<String> operations(TokenRequest wanted) {
        List<String> operations = present(wanted.operations()).stream()
                .map(operation -> operation.toUpperCase(Locale.ROOT))
                .toList();
        if (operations.isEmpty() || !OPERATIONS.containsAll(operations)) {
            throw new Problem.Invalid("operations must be READ, WRITE, or both.").asException();
        }
        return operations;
    }

    private static List<String> present(@Nullable List<@Nullable String> sent) {
        List<String> values = new ArrayList<>();
        for (String value : sent == null ? List.<@Nullable String>of() : sent) {
            if (value != null && !value.isBlank()) {
                values.add(value);
            }
        }
        return values;
    }
}
