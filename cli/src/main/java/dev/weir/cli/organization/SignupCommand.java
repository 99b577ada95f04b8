package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.context.Context;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Output;
import dev.weir.cli.terminal.PasswordOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an account and starts using it. */
@Command(
        name = "signup",
        description =
                "Make an organization with its first user, environment and cloud API key, and use it from now on.",
        footer = {
            "",
            "The secret of the cloud key is kept in WEIR_HOME/cli.json (mode 0600) and shown here once.",
            "With --json: {\"organization\":{\"id\",\"display_name\"},\"user\":{\"id\",\"email\"},"
                    + "\"environment\":{\"id\",\"display_name\"},\"api_key\":{\"id\",\"secret\"},"
                    + "\"email_verification\":\"SENT|FAILED|SKIPPED\"}",
            "SENT: until `weir verify-email TOKEN`, with the token of that mail, nothing can be changed.",
            "",
            "Examples:",
            "  weir signup --email ada@example.com --organization Engines",
            "  pass weir | weir signup --email ada@example.com --organization Engines --password-stdin"
        })
public final class SignupCommand implements Runnable {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--email", required = true, description = "The first user's e-mail address.")
    private String email = "";

    @Option(
            names = {"--organization", "--org"},
            required = true,
            paramLabel = "NAME",
            description = "What the organization is called.")
    private String organization = "";

    @Option(names = "--full-name", paramLabel = "NAME", description = "The first user's name.")
    private @Nullable String fullName;

    @Option(
            names = "--invitation-code",
            paramLabel = "CODE",
            description = "From the platform's administrator, where not everybody may sign up.")
    private @Nullable String invitation;

    @ArgGroup(exclusive = true)
    private PasswordOptions password = new PasswordOptions();

    @Override
    public void run() {
        Session session = common.session();
        JsonNode answer = new Signup(session).signUp(email, password.read(email), organization, fullName, invitation);
        Context context = new Signup(session).use(answer);
        Output output = session.output();
        output.result(answer, """
                organization  %s (%s)
                user          %s
                environment   %s
                cloud key     %s
                secret        %s
                Next: weir cluster create NAME --wait""".formatted(
                        context.organization(),
                        context.organizationName(),
                        context.user(),
                        context.environment(),
                        answer.path("api_key").path("id").asText(),
                        answer.path("api_key").path("secret").asText()));
        if ("SENT".equals(answer.path("email_verification").asText())) {
            output.note("A token was mailed to " + email + ": go on with `weir verify-email TOKEN`");
        }
    }
}
