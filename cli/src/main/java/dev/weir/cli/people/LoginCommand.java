package dev.weir.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.Contexts;
import dev.weir.cli.context.SessionToken;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.PasswordOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins a session and uses it from now on. */
@Command(
        name = "login",
        description = "Log in with e-mail address and password, and use that account from now on.",
        footer = {
            "",
            "The session's token is kept in WEIR_HOME/cli.json (mode 0600) and not shown. It ends with `weir logout`,",
            "with a change of the password, when it isn't used for half a day, or after a week.",
            "After some wrong passwords each further attempt has to wait longer.",
            "With --json: {\"id\":\"ses-…\",\"user\":{\"id\",\"email\"},\"organization\":{\"id\"},\"expires_at\"}",
            "",
            "Examples:",
            "  weir login --email ada@example.com",
            "  pass weir | weir login --email ada@example.com --password-stdin --server https://weir.example.com"
        })
public final class LoginCommand implements Runnable {
    private static final int SHORT_ID = 8;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--email", required = true, description = "Your e-mail address.")
    private String email = "";

    @ArgGroup(exclusive = true)
    private PasswordOptions password = new PasswordOptions();

    @Override
    public void run() {
        Session session = common.session();
        JsonNode begun = session.anonymous()
                .create(
                        "/weir/v1/sessions",
                        Management.object().put("email", email).put("password", password.read(email)));
        var token =
                new SessionToken(begun.path("id").asText(), begun.path("token").asText());
        Context context = use(session, begun, token);
        var shown = begun.deepCopy();
        if (shown instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            object.remove("token");
        }
        session.output().result(shown, """
                logged in as  %s (%s)
                organization  %s (%s)
                until         %s""".formatted(
                        begun.path("user").path("email").asText(),
                        context.user(),
                        context.organization(),
                        context.organizationName(),
                        begun.path("expires_at").asText()));
    }

    /** An account that is known here keeps its keys and what it uses. */
    private static Context use(Session session, JsonNode begun, SessionToken token) {
        String organization = begun.path("organization").path("id").asText();
        String user = begun.path("user").path("id").asText();
        String server = session.rememberedServer();
        var management = new Management(session.server(), token);
        String name = management
                .get(Management.one("/org/v2/organizations", organization))
                .path("display_name")
                .asText(organization);
        String environment = management.list(Management.ENVIRONMENTS).stream()
                .findFirst()
                .map(found -> found.path("id").asText())
                .orElse(null);
        Contexts contexts = session.change(before -> before.using(before.contexts().stream()
                .filter(known -> known.organization().equals(organization)
                        && known.user().equals(user)
                        && Objects.equals(known.server(), server))
                .findFirst()
                .map(known -> known.with(token))
                .orElseGet(() -> new Context(
                        freeName(before, name, organization),
                        server,
                        organization,
                        name,
                        user,
                        null,
                        token,
                        environment,
                        null,
                        List.of()))));
        return contexts.inUse().orElseThrow();
    }

    private static String freeName(Contexts contexts, String name, @Nullable String organization) {
        return contexts.find(name).isEmpty() || organization == null
                ? name
                : name + "-" + organization.substring(0, Math.min(SHORT_ID, organization.length()));
    }
}
