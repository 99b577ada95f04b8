package dev.weir.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For whoever runs the platform. */
@Command(
        name = "admin",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AdminOrganizationCommand.class,
        description =
                "Run the platform: suspend, resume, rotate secrets, republish, set limits and a region's capacity.",
        footer = {
            "",
            "These use the platform's own credential in WEIR_HOME/run/endpoints.json, so only its owner can.",
            "",
            "Examples:",
            "  weir admin suspend-cluster lkc-1a2b3c4d",
            "  weir admin region --max-awake-brokers 40",
            "  weir admin organization list"
        })
public final class AdminCommand {
    private static final String ADMIN = "/weir/v1/admin/";

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "suspend-cluster",
            description = "Refuse a cluster's keys and stop its brokers; its data stays.",
            footer = {"", "Example:", "  weir admin suspend-cluster lkc-1a2b3c4d"})
    int suspendCluster(
            @Mixin CommonOptions common, @Parameters(paramLabel = "CLUSTER", description = "lkc-…") String id) {
        return act(common, "clusters", id, "suspend", "suspended cluster ");
    }

    @Command(name = "resume-cluster", description = "Take a suspended cluster back into service.")
    int resumeCluster(
            @Mixin CommonOptions common, @Parameters(paramLabel = "CLUSTER", description = "lkc-…") String id) {
        return act(common, "clusters", id, "resume", "resumed cluster ");
    }

    @Command(name = "suspend-organization", description = "Suspend an organization: its keys and all its clusters.")
    int suspendOrganization(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ORGANIZATION", description = "The organization's id.") String id) {
        return act(common, "organizations", id, "suspend", "suspended organization ");
    }

    @Command(name = "resume-organization", description = "Take a suspended organization back into service.")
    int resumeOrganization(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ORGANIZATION", description = "The organization's id.") String id) {
        return act(common, "organizations", id, "resume", "resumed organization ");
    }

    @Command(
            name = "rotate-secret",
            description =
                    "Replace the secret that a cluster's brokers and its gateways share; no connection is closed.",
            footer = {
                "",
                "Brokers accept the new secret first, then gateways use it, then the old one is dropped: 22 minutes in"
                        + " all. Meanwhile the command begins nothing anew and says how far it is.",
                "With --json: {\"id\",\"step\",\"ends_at\"}; step is NONE, SPREADING or SIGNING",
                "",
                "Example:",
                "  weir admin rotate-secret --cluster lkc-1a2b3c4d"
            })
    int rotateSecret(
            @Mixin CommonOptions common,
            @Option(names = "--cluster", required = true, paramLabel = "CLUSTER", description = "lkc-…") String id,
            @Option(names = "--show", description = "Say how far a rotation is, and begin none.") boolean show) {
        Session session = common.session();
        String cluster = Management.one(ADMIN + "clusters", id);
        Management platform = session.administration();
        JsonNode answer = show ? platform.get(cluster + "/secret-rotation") : platform.act(cluster + "/rotate-secret");
        session.output()
                .result(
                        answer,
                        id + ": "
                                + switch (answer.path("step").asText()) {
                                    case "SPREADING" -> "its brokers are getting the new secret";
                                    case "SIGNING" ->
                                        "the new secret is accepted beside the old one until "
                                                + answer.path("ends_at").asText();
                                    default -> "it has one secret";
                                });
        return 0;
    }

    @Command(
            name = "republish",
            description = "Write everything in Postgres to the platform topics again.",
            footer = {"", "For when the platform Kafka lost its data. Gateways and agents ignore what they know."})
    int republish(@Mixin CommonOptions common) {
        Session session = common.session();
        JsonNode answer = session.administration().act(ADMIN + "republish");
        session.output()
                .result(
                        answer,
                        "republished " + answer.path("clusters").asText() + " clusters and "
                                + answer.path("api_keys").asText() + " API keys");
        return 0;
    }

    @Command(
            name = "signup-invitation",
            description = "Make a code by which somebody can sign up once, where signups are by invitation.",
            footer = {
                "",
                "The code is shown once: weir signup --invitation-code CODE",
                "With --json: {\"id\",\"code\",\"email\",\"expires_at\"}",
                "",
                "Example:",
                "  weir admin signup-invitation --email ada@example.com"
            })
    int signupInvitation(
            @Mixin CommonOptions common,
            @Option(names = "--email", description = "Who alone may use it; anybody by default.") @Nullable
                    String email) {
        Session session = common.session();
        JsonNode made = session.administration()
                .create(ADMIN + "signup-invitations", Management.object().put("email", email));
        session.output().result(made, """
                code   %s
                until  %s
                It is not shown again.""".formatted(
                        made.path("code").asText(), made.path("expires_at").asText()));
        return 0;
    }

    @Command(
            name = "password-reset",
            description = "Make a token by which a user can choose another password, where no mails are sent.",
            footer = {
                "",
                "The token is shown once, good for an hour: weir password reset TOKEN",
                "With --json: {\"user\",\"token\",\"expires_at\"}"
            })
    int passwordReset(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "EMAIL", description = "The user's e-mail address.") String email) {
        Session session = common.session();
        JsonNode made = session.administration()
                .create(ADMIN + "password-resets", Management.object().put("email", email));
        session.output().result(made, """
                user   %s
                token  %s
                until  %s
                It is not shown again.""".formatted(
                        made.path("user").asText(),
                        made.path("token").asText(),
                        made.path("expires_at").asText()));
        return 0;
    }

    @Command(
            name = "region",
            description = "Show a region, or change how many brokers may be awake there.",
            footer = {"", "Examples:", "  weir admin region", "  weir admin region --max-awake-brokers 40"})
    int region(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "REGION", defaultValue = "local", description = "Its id; local by default.")
                    String region,
            @Option(names = "--max-awake-brokers", paramLabel = "N", description = "New capacity.") @Nullable
                    Integer capacity) {
        Session session = common.session();
        Management platform = session.administration();
        String path = Management.one(ADMIN + "regions", region);
        JsonNode answer = capacity == null
                ? platform.get(path)
                : platform.update(path, Management.object().put("max_awake_brokers", capacity));
        session.output().result(answer, """
                        region   %s/%s (%s)
                        brokers  %s awake of at most %s""".formatted(
                        answer.path("cloud").asText(),
                        answer.path("id").asText(),
                        answer.path("display_name").asText(),
                        answer.path("awake_brokers").asText(),
                        answer.path("max_awake_brokers").asText()));
        return 0;
    }

    private static int act(CommonOptions common, String collection, String id, String verb, String done) {
        Session session = common.session();
        JsonNode answer = session.administration().act(Management.one(ADMIN + collection, id) + "/" + verb);
        session.output().result(answer.isMissingNode() ? Management.object().put("id", id) : answer, done + id);
        return 0;
    }
}
