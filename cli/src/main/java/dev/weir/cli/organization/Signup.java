package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.Contexts;
import dev.weir.cli.context.KeyPair;
import dev.weir.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs up, and keeps the account as the one in use. */
public final class Signup {
    private static final int SHORT_ID = 8;

    private final Session session;

    public Signup(Session session) {
        this.session = session;
    }

    public JsonNode signUp(
            String email,
            String password,
            String organization,
            @Nullable String fullName,
            @Nullable String invitation) {
        var body = Management.object()
                .put("email", email)
                .put("password", password)
                .put("organization_name", organization);
        if (fullName != null) {
            body.put("full_name", fullName);
        }
        if (invitation != null) {
            body.put("invitation_code", invitation);
        }
        return session.anonymous().create("/weir/v1/signups", body);
    }

    public Context use(JsonNode answer) {
        String id = answer.path("organization").path("id").asText();
        String name = answer.path("organization").path("display_name").asText(id);
        String server = session.rememberedServer();
        Contexts contexts = session.change(before -> before.using(new Context(
                before.find(name).isEmpty() ? name : name + "-" + id.substring(0, Math.min(SHORT_ID, id.length())),
                server,
                id,
                name,
                answer.path("user").path("id").asText(),
                new KeyPair(
                        answer.path("api_key").path("id").asText(),
                        answer.path("api_key").path("secret").asText()),
                null,
                answer.path("environment").path("id").asText(),
                null,
                List.of())));
        return contexts.inUse().orElseThrow();
    }
}
