package dev.weir.cli.people;

import dev.weir.cli.api.Management;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that mails arrive. */
@Command(
        name = "verify-email",
        description = "Verify the e-mail address you signed up with, by the token that was mailed to it.",
        footer = {"", "Examples:", "  weir verify-email TOKEN", "  weir verify-email --again ada@example.com"})
public final class VerifyEmailCommand implements Runnable {
    private static final String VERIFICATIONS = "/weir/v1/email-verifications";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Way way = new Way();

    @Override
    public void run() {
        Session session = common.session();
        if (way.again != null) {
            var answer = session.anonymous()
                    .create(VERIFICATIONS, Management.object().put("email", way.again));
            session.output().result(answer, answer.path("detail").asText());
            return;
        }
        session.anonymous()
                .create(VERIFICATIONS + "/complete", Management.object().put("token", way.token));
        session.output().result(Management.object().put("verified", true), "verified");
    }

    /** By a token, or by asking for another one. */
    static final class Way {
        @Parameters(paramLabel = "TOKEN", description = "From the mail.")
        @Nullable
        String token;

        @Option(names = "--again", paramLabel = "EMAIL", description = "Send the mail again.")
        @Nullable
        String again;
    }
}
