package dev.weir.cli.people;

import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.SessionToken;
import dev.weir.cli.session.CommonOptions;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the session in use. */
@Command(
        name = "logout",
        description = "End the session that `weir login` began; the account stays known.",
        footer = {"", "Example:", "  weir logout"})
public final class LogoutCommand implements Runnable {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        Session session = common.session();
        SessionToken token = session.context().session();
        if (token == null) {
            throw new Failure("not logged in: this account is used by a cloud API key");
        }
        session.management().delete(SessionCommand.SESSIONS + "/current");
        Context context = session.save(known -> known.with((SessionToken) null));
        session.output().result(Management.object().put("ended", token.id()), "logged out of " + context.name());
    }
}
