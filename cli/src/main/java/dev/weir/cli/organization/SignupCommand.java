package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.context.Context;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Output;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
                    + "\"environment\":{\"id\",\"display_name\"},\"api_key\":{\"id\",\"secret\"}}",
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

    @Option(names = "--password", description = "The first user's password; asked for when it is missing.")
    private @Nullable String password;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean passwordFromInput;

    @Override
    public void run() {
        Session session = common.session();
        JsonNode answer = new Signup(session).signUp(email, secret(), organization, fullName);
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
                        context.cloudKey().id(),
                        context.cloudKey().secret()));
    }

    private String secret() {
        if (password != null) {
            return password;
        }
        if (passwordFromInput) {
            return InputLine.read("the password");
        }
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new Failure("no terminal to ask for a password on: use --password-stdin"));
        char[] typed = console.readPassword("Password for %s: ", email);
        if (typed == null) {
            throw new Failure("no password given");
        }
        return new String(typed);
    }
}
