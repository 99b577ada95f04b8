package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.admin.AdminCommand;
import dev.weir.cli.cluster.ApiKeyCommand;
import dev.weir.cli.cluster.ClientConfigCommand;
import dev.weir.cli.cluster.ClusterCommand;
import dev.weir.cli.demo.DemoCommand;
import dev.weir.cli.identity.IdentityProviderCommand;
import dev.weir.cli.organization.AuditCommand;
import dev.weir.cli.organization.ContextCommand;
import dev.weir.cli.organization.EnvironmentCommand;
import dev.weir.cli.organization.OrgCommand;
import dev.weir.cli.organization.QuotaCommand;
import dev.weir.cli.organization.RoleBindingCommand;
import dev.weir.cli.organization.ServiceAccountCommand;
import dev.weir.cli.organization.SignupCommand;
import dev.weir.cli.people.InvitationCommand;
import dev.weir.cli.people.LoginCommand;
import dev.weir.cli.people.LogoutCommand;
import dev.weir.cli.people.PasswordCommand;
import dev.weir.cli.people.SessionCommand;
import dev.weir.cli.people.UserCommand;
import dev.weir.cli.people.VerifyEmailCommand;
import dev.weir.cli.records.ConsumeCommand;
import dev.weir.cli.records.ProduceCommand;
import dev.weir.cli.session.FailureHandler;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.UsageHandler;
import dev.weir.cli.topic.TopicCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line. The launcher answers a few commands itself; they stand in the footer. */
@Command(
        name = "weir",
        synopsisSubcommandLabel = "COMMAND",
        description = "Kafka as a service that you run yourself.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "The platform on this machine:",
            "  up               Start it (in the foreground, or with --detach).",
            "  down             Stop it; its data stays.",
            "  status           Show its parts: running, healthy, since, memory.",
            "  logs             Show the log of a part.",
            "  start            Start one part again.",
            "  stop             Stop one part.",
            "  restart          Restart one part.",
            "  test             Run all tests.",
            "  bench            Measure, for example: weir bench provision.",
            "",
            "Start with `weir demo`. `weir COMMAND --help` explains a command with examples; --json is for programs.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage. Everything is kept in WEIR_HOME (~/.weir by default)."
        })
public final class Weir {
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    @Mixin
    final HelpOption help = new HelpOption();

    private Weir() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** Knows only the command that is called, since building all costs more than running one; or all, for help. */
    static CommandLine commandLine(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        var root = new CommandLine(new Weir());
        COMMANDS.forEach((name, command) -> {
            if (!COMMANDS.containsKey(first) || name.equals(first)) {
                root.addSubcommand(name, command.get());
            }
        });
        // Records are bytes of others; the terminal's language must not change them.
        root.setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
        return root.setExecutionExceptionHandler(new FailureHandler())
                .setParameterExceptionHandler(new UsageHandler())
                .setUsageHelpAutoWidth(true);
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), false, UTF_8);
    }

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("demo", DemoCommand::new);
        commands.put("signup", SignupCommand::new);
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("context", ContextCommand::new);
        commands.put("org", OrgCommand::new);
        commands.put("environment", EnvironmentCommand::new);
        commands.put("cluster", ClusterCommand::new);
        commands.put("service-account", ServiceAccountCommand::new);
        commands.put("identity-provider", IdentityProviderCommand::new);
        commands.put("role-binding", RoleBindingCommand::new);
        commands.put("api-key", ApiKeyCommand::new);
        commands.put("user", UserCommand::new);
        commands.put("invitation", InvitationCommand::new);
        commands.put("session", SessionCommand::new);
        commands.put("password", PasswordCommand::new);
        commands.put("verify-email", VerifyEmailCommand::new);
        commands.put("quota", QuotaCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("topic", TopicCommand::new);
        commands.put("produce", ProduceCommand::new);
        commands.put("consume", ConsumeCommand::new);
        commands.put("client-config", ClientConfigCommand::new);
        commands.put("admin", AdminCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }
}
