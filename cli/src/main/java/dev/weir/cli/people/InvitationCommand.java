package dev.weir.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.PasswordOptions;
import dev.weir.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is invited into the organization. */
@Command(
        name = "invitation",
        synopsisSubcommandLabel = "COMMAND",
        description = "Invite people into your organization, or accept an invitation.",
        footer = {
            "",
            "Examples:",
            "  weir invitation create ada@example.com",
            "  weir invitation accept TOKEN --full-name \"Ada Lovelace\""
        })
public final class InvitationCommand {
    private static final String INVITATIONS = "/iam/v2/invitations";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "create",
            description = "Invite somebody.",
            footer = {
                "",
                "Where the platform sends mails, the token goes to the invited by mail. Elsewhere, or when the mail server",
                "doesn't take it, it is shown here once: hand it over. Who accepts may do nothing until they get a role.",
                "With --json: {\"id\":\"i-…\",\"email\",\"status\",\"expires_at\",\"user\":{\"id\":\"u-…\"},"
                        + "\"delivery\":\"SENT|FAILED|SKIPPED\",\"accept_token\"}; the last is missing after SENT.",
                "",
                "Example:",
                "  weir invitation create ada@example.com"
            })
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "EMAIL", description = "Whom to invite.") String email) {
        Session session = common.session();
        JsonNode made =
                session.management().create(INVITATIONS, Management.object().put("email", email));
        String token = made.path("accept_token").asText("");
        session.output().result(made, """
                invitation  %s
                user        %s, as soon as it is accepted
                until       %s
                %s""".formatted(
                made.path("id").asText(),
                made.path("user").path("id").asText(),
                made.path("expires_at").asText(),
                token.isEmpty()
                        ? "A mail with the token is on its way to " + email + "."
                        : "token       " + token + "\nNo mail was sent: hand the token over. It is not shown again."));
        return 0;
    }

    @Command(
            name = "list",
            description = "List the invitations.",
            footer = {
                "",
                "With --json: [{\"id\":\"i-…\",\"email\",\"status\":\"INVITE_STATUS_SENT|ACCEPTED|EXPIRED\",\"expires_at\"}]"
            })
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> invitations = session.management().list(INVITATIONS);
        var table = new Table("ID", "E-MAIL", "STATUS", "USER", "EXPIRES");
        invitations.forEach(invitation -> table.row(
                invitation.path("id").asText(),
                invitation.path("email").asText(),
                invitation.path("status").asText().replace("INVITE_STATUS_", ""),
                invitation.path("user").path("id").asText(),
                invitation.path("expires_at").asText()));
        session.output().result(invitations, table.isEmpty() ? "no invitations" : table.render());
        return 0;
    }

    @Command(name = "delete", description = "Withdraw an invitation; who has accepted it stays.")
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "INVITATION", description = "i-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(INVITATIONS, id));
        session.output().result(Management.object().put("deleted", id), "withdrew invitation " + id);
        return 0;
    }

    @Command(
            name = "accept",
            description = "Accept an invitation: choose a password, then `weir login`.",
            footer = {
                "",
                "With --json: {\"user\":{\"id\",\"email\",\"full_name\"},\"organization\":{\"id\"}}",
                "",
                "Example:",
                "  weir invitation accept TOKEN --full-name \"Ada Lovelace\" --server https://weir.example.com"
            })
    int accept(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "TOKEN", description = "From the mail, or from whoever invited you.") String token,
            @Option(names = "--full-name", paramLabel = "NAME", description = "Your name.") @Nullable String fullName,
            @ArgGroup(exclusive = true) @Nullable PasswordOptions given) {
        Session session = common.session();
        PasswordOptions password = given == null ? new PasswordOptions() : given;
        var body = Management.object().put("token", token).put("password", password.read("the new account"));
        if (fullName != null) {
            body.put("full_name", fullName);
        }
        JsonNode accepted = session.anonymous().create("/weir/v1/invitations/accept", body);
        String email = accepted.path("user").path("email").asText();
        session.output()
                .result(
                        accepted,
                        "welcome, " + email + " ("
                                + accepted.path("user").path("id").asText() + ")\nNext: weir login --email " + email);
        return 0;
    }
}
