package dev.weir.cli.organization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.Contexts;
import dev.weir.cli.context.KeyPair;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.InputLine;
import dev.weir.cli.terminal.Table;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The accounts that this WEIR_HOME knows. */
@Command(
        name = "context",
        synopsisSubcommandLabel = "COMMAND",
        description = "The accounts you use: each signup and each demo is one.",
        footer = {"", "Examples:", "  weir context list", "  weir context use Engines"})
public final class ContextCommand {
    private static final Pattern ORGANIZATION = Pattern.compile("/organization=([^/]+)");

    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the accounts; * marks the one in use.",
            footer = {
                "",
                "With --json: [{\"name\",\"current\",\"server\",\"organization\",\"environment\",\"cluster\"}]"
            })
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        Contexts contexts = session.contexts();
        var table = new Table("", "NAME", "ORGANIZATION", "ENVIRONMENT", "CLUSTER", "SERVER");
        var json = JsonNodeFactory.instance.arrayNode();
        for (Context context : contexts.contexts()) {
            boolean current = context.name().equals(contexts.current());
            table.row(
                    current ? "*" : "",
                    context.name(),
                    context.organization(),
                    orNone(context.environment()),
                    orNone(context.cluster()),
                    context.server() == null ? "local" : context.server());
            json.add(Management.object()
                    .put("name", context.name())
                    .put("current", current)
                    .put("server", context.server())
                    .put("organization", context.organization())
                    .put("environment", context.environment())
                    .put("cluster", context.cluster()));
        }
        session.output().result(json, table.isEmpty() ? "no contexts: make one with `weir signup`" : table.render());
        return 0;
    }

    @Command(name = "use", description = "Use an account from now on.")
    int use(@Mixin CommonOptions common, @Parameters(paramLabel = "NAME", description = "As listed.") String name) {
        Session session = common.session();
        session.change(contexts ->
                contexts.using(contexts.find(name).orElseThrow(() -> new Failure("no context is called " + name))));
        session.output().result(Management.object().put("current", name), "using " + name);
        return 0;
    }

    @Command(
            name = "add",
            description = "Use an account that exists, by one of its cloud API keys. The secret is read from"
                    + " standard input.",
            footer = {"", "Example:", "  weir context add Engines --api-key ABCDEFGH23456789 < secret.txt"})
    int add(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "NAME", description = "What to call it here.") String name,
            @Option(names = "--api-key", required = true, paramLabel = "KEY", description = "Id of a cloud API key.")
                    String key) {
        Session session = common.session();
        var pair = new KeyPair(key, InputLine.read("the secret of " + key));
        var management = new Management(session.server(), pair);
        String owner = management
                .get(Management.one(Management.API_KEYS, key))
                .path("spec")
                .path("owner")
                .path("id")
                .asText();
        JsonNode environment = management.list(Management.ENVIRONMENTS).stream()
                .findFirst()
                .orElseThrow(() -> new Failure("that key sees no environment"));
        Matcher organization = ORGANIZATION.matcher(
                environment.path("metadata").path("resource_name").asText());
        session.change(contexts -> contexts.using(new Context(
                name,
                session.rememberedServer(),
                organization.find() ? organization.group(1) : "",
                name,
                owner,
                pair,
                null,
                environment.path("id").asText(),
                null,
                List.of())));
        session.output().result(Management.object().put("current", name), "using " + name);
        return 0;
    }

    @Command(name = "delete", description = "Forget an account and its keys; the server keeps it.")
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "NAME", description = "As listed.") String name) {
        Session session = common.session();
        if (session.contexts().find(name).isEmpty()) {
            throw new Failure("no context is called " + name);
        }
        session.change(contexts -> contexts.without(name));
        session.output().result(Management.object().put("deleted", name), "forgot " + name);
        return 0;
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "-" : value;
    }
}
