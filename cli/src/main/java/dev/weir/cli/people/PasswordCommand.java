package dev.weir.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.InputLine;
import dev.weir.cli.terminal.PasswordOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Your password. */
@Command(
        name = "password",
        synopsisSubcommandLabel = "COMMAND",
        description = "Change your password, or replace one that is forgotten. All of your sessions end by that.",
        footer = {"", "Examples:", "  weir password change", "  weir password forgot --email ada@example.com"})
public final class PasswordCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "change",
            description = "Choose another password by the one you have.",
            footer = {"", "Example:", "  printf '%s\\n' \"$OLD\" \"$NEW\" | weir password change --passwords-stdin"})
    int change(
            @Mixin CommonOptions common,
            @Option(names = "--passwords-stdin", description = "Read two lines: the old password and the new one.")
                    boolean fromInput) {
        Session session = common.session();
        String current = fromInput ? InputLine.read("the old password") : PasswordOptions.ask("Old password");
        String wanted = fromInput ? InputLine.read("the new password") : PasswordOptions.ask("New password");
        session.management()
                .replace(
                        "/weir/v1/password",
                        Management.object().put("current_password", current).put("new_password", wanted));
        return done(session);
    }

    @Command(
            name = "forgot",
            description = "Ask for a mail with a token, where the platform sends mails.",
            footer = {"", "Elsewhere whoever runs it hands a token over: weir admin password-reset EMAIL"})
    int forgot(
            @Mixin CommonOptions common,
            @Option(names = "--email", required = true, description = "Your e-mail address.") String email) {
        Session session = common.session();
        JsonNode answer = session.anonymous()
                .create("/weir/v1/password-resets", Management.object().put("email", email));
        session.output().result(answer, answer.path("detail").asText());
        return 0;
    }

    @Command(
            name = "reset",
            description = "Choose another password by a token.",
            footer = {"", "Example:", "  weir password reset TOKEN"})
    int reset(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "TOKEN", description = "From the mail, or from whoever runs the platform.")
                    String token,
            @ArgGroup(exclusive = true) @Nullable PasswordOptions given) {
        Session session = common.session();
        PasswordOptions password = given == null ? new PasswordOptions() : given;
        session.anonymous()
                .create(
                        "/weir/v1/password-resets/complete",
                        Management.object().put("token", token).put("new_password", password.read("the account")));
        return done(session);
    }

    private static int done(Session session) {
        session.output()
                .result(
                        Management.object().put("changed", true),
                        "changed the password and ended all sessions\nNext: weir login --email EMAIL");
        return 0;
    }
}
