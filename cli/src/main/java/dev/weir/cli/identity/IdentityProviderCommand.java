package dev.weir.cli.identity;

import static dev.weir.cli.api.Management.IDENTITY_PROVIDERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.HelpOption;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Identity providers: tokens and certificates instead of API keys. */
@Command(
        name = "identity-provider",
        aliases = "idp",
        synopsisSubcommandLabel = "COMMAND",
        description = "Whose tokens (SASL/OAUTHBEARER) or client certificates are good at the Kafka port, and for which"
                + " service accounts.",
        footer = {
            "",
            "Examples:",
            "  weir identity-provider create login --issuer https://login.example.com/realms/apps --audience weir"
                    + " --map billing=sa-1a2b3c4d",
            "  weir identity-provider create machines --certificate-authority ca.pem --map billing=sa-1a2b3c4d"
        })
public final class IdentityProviderCommand {
    @Mixin
    final HelpOption help = new HelpOption();

    @Command(
            name = "list",
            description = "List the identity providers.",
            footer = {"", "With --json: [{\"id\":\"op-…\",\"display_name\",\"issuer\",\"audience\",\"mappings\":[…]}]"})
    int list(@Mixin CommonOptions common) {
        Session session = common.session();
        List<JsonNode> providers = session.management().list(IDENTITY_PROVIDERS);
        var table = new Table("ID", "NAME", "TRUSTS", "MAPPINGS");
        providers.forEach(provider -> table.row(
                provider.path("id").asText(),
                provider.path("display_name").asText(),
                trusts(provider),
                String.valueOf(provider.path("mappings").size())));
        session.output().result(providers, table.isEmpty() ? "no identity providers" : table.render());
        return 0;
    }

    @Command(name = "show", description = "Show one identity provider with its mappings.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "PROVIDER", description = "op-…") String id) {
        Session session = common.session();
        JsonNode provider = session.management().get(Management.one(IDENTITY_PROVIDERS, id));
        var table = new Table("SUBJECT", "SERVICE ACCOUNT");
        provider.path("mappings")
                .forEach(mapping -> table.row(
                        mapping.path("subject").asText(),
                        mapping.path("service_account").asText()));
        session.output()
                .result(
                        provider,
                        id + " (" + provider.path("display_name").asText() + ") trusts " + trusts(provider) + "\n"
                                + (table.isEmpty() ? "no mappings" : table.render()));
        return 0;
    }

    @Command(name = "create", description = "Trust an issuer of tokens, or an authority of certificates.")
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "NAME", description = "What it is called; unique in the organization.")
                    String name,
            @Option(names = "--issuer", paramLabel = "URL", description = "The iss of its tokens.") @Nullable
                    String issuer,
            @Option(names = "--audience", description = "The aud that its tokens must have.") @Nullable String audience,
            @Option(
                            names = "--jwks-uri",
                            paramLabel = "URL",
                            description = "Where its keys are, if its discovery document doesn't say so.")
                    @Nullable
                    String keys,
            @Option(names = "--claim", description = "The claim that says whose a token is; sub by default.") @Nullable
                    String claim,
            @Option(
                            names = "--certificate-authority",
                            paramLabel = "FILE",
                            description = "PEM of who signs client certificates.")
                    @Nullable
                    Path authority,
            @Option(
                            names = "--subject-from",
                            paramLabel = "CN|DN",
                            description = "What of a certificate's subject is the name; CN by default.")
                    @Nullable
                    String subjectFrom,
            @Option(
                            names = "--map",
                            paramLabel = "SUBJECT=ACCOUNT",
                            description = "Which service account (sa-…) a subject is; may be repeated.")
                    @Nullable
                    Map<String, String> mappings) {
        ObjectNode body = Management.object().put("display_name", name);
        put(body, "issuer", issuer);
        put(body, "audience", audience);
        put(body, "jwks_uri", keys);
        put(body, "subject_claim", claim);
        put(body, "certificate_authority", authority == null ? null : read(authority));
        put(body, "subject_from", subjectFrom);
        body.set("mappings", array(mappings));
        Session session = common.session();
        JsonNode made = session.management().create(IDENTITY_PROVIDERS, body);
        session.output()
                .result(made, "made identity provider " + made.path("id").asText() + " (" + name + ")");
        return 0;
    }

    @Command(name = "map", description = "Replace all mappings of an identity provider.")
    int map(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "PROVIDER", description = "op-…") String id,
            @Parameters(index = "1..*", paramLabel = "SUBJECT=ACCOUNT", description = "Subject and service account.")
                    @Nullable
                    Map<String, String> mappings) {
        Session session = common.session();
        ObjectNode body = Management.object();
        body.set("mappings", array(mappings));
        JsonNode changed = session.management().update(Management.one(IDENTITY_PROVIDERS, id), body);
        session.output().result(changed, id + " has " + changed.path("mappings").size() + " mappings");
        return 0;
    }

    @Command(name = "delete", description = "Trust it no more: its connections end within a second.")
    int delete(@Mixin CommonOptions common, @Parameters(paramLabel = "PROVIDER", description = "op-…") String id) {
        Session session = common.session();
        session.management().delete(Management.one(IDENTITY_PROVIDERS, id));
        session.output().result(Management.object().put("deleted", id), "deleted identity provider " + id);
        return 0;
    }

    private static String trusts(JsonNode provider) {
        String issuer = provider.path("issuer").asText("");
        return issuer.isEmpty() || issuer.equals("null") ? "certificates" : issuer;
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static ArrayNode array(@Nullable Map<String, String> mappings) {
        ArrayNode array = Management.object().arrayNode();
        if (mappings != null) {
            mappings.forEach((subject, account) ->
                    array.addObject().put("subject", subject).put("service_account", account));
        }
        return array;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure("can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
