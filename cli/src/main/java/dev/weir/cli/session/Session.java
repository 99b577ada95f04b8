package dev.weir.cli.session;

import dev.weir.cli.api.Management;
import dev.weir.cli.context.Context;
import dev.weir.cli.context.ContextFile;
import dev.weir.cli.context.Contexts;
import dev.weir.cli.context.Endpoints;
import dev.weir.cli.context.Home;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Output;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who calls a command, and which server answers. Keys never go to another server than the one that gave them. */
public final class Session {
    private final Home home;
    private final ContextFile file;
    private final @Nullable String chosenServer;
    private final Output output;

    public Session(Home home, @Nullable String chosenServer, Output output) {
        this.home = home;
        this.file = new ContextFile(home);
        this.chosenServer = chosenServer == null ? null : withoutSlash(chosenServer);
        this.output = output;
    }

    public Output output() {
        return output;
    }

    public Contexts contexts() {
        return file.read();
    }

    public Contexts change(UnaryOperator<Contexts> change) {
        return file.update(change);
    }

    /** The account in use; with {@code --server}, the latest one there. */
    public Context context() {
        Contexts contexts = file.read();
        Optional<Context> current = contexts.inUse();
        if (chosenServer == null) {
            return current.orElseThrow(() -> new Failure(
                    contexts.contexts().isEmpty()
                            ? "no account yet: make one with `weir signup`, or look around with `weir demo`"
                            : "no context in use: choose one with `weir context use NAME`"));
        }
        return current.filter(this::isThere)
                .or(() -> contexts.contexts().reversed().stream()
                        .filter(this::isThere)
                        .findFirst())
                .orElseThrow(() -> new Failure("no account on " + chosenServer
                        + ": make one with `weir signup --server " + chosenServer + "`"));
    }

    /** Keeps a change of the context that this session is about. */
    public Context save(UnaryOperator<Context> change) {
        Context before = context();
        Contexts after = file.update(contexts ->
                contexts.with(change.apply(contexts.find(before.name()).orElse(before))));
        return after.find(before.name()).orElseThrow();
    }

    public Management management() {
        Context context = context();
        return new Management(
                serverOf(context),
                context.credential()
                        .orElseThrow(
                                () -> new Failure("logged out of " + context.name() + ": log in with `weir login`")));
    }

    /** Without an account, as signup needs it. */
    public Management anonymous() {
        return new Management(server(), null);
    }

    /** As the platform's administrator. */
    public Management administration() {
        Endpoints local = endpoints();
        if (chosenServer != null && !chosenServer.equals(local.api())) {
            throw new Failure("the platform's credential in " + home.endpoints() + " is for " + local.api() + ", not "
                    + chosenServer);
        }
        return new Management(local.api(), local.admin());
    }

    /** The management API's address for somebody who has no account yet. */
    public String server() {
        return chosenServer == null ? endpoints().api() : chosenServer;
    }

    /** What a new context should remember: nothing for the platform of this WEIR_HOME, whose ports may change. */
    public @Nullable String rememberedServer() {
        boolean local = Endpoints.read(home)
                .map(endpoints -> endpoints.api().equals(server()))
                .orElse(false);
        return local ? null : server();
    }

    private String serverOf(Context context) {
        return context.server() == null ? endpoints().api() : context.server();
    }

    private boolean isThere(Context context) {
        String there = context.server() == null
                ? Endpoints.read(home).map(Endpoints::api).orElse(null)
                : context.server();
        return Objects.equals(there, chosenServer);
    }

    private Endpoints endpoints() {
        return Endpoints.read(home)
                .orElseThrow(
                        () -> new Failure("no platform was started in " + home.folder() + ": start it with `weir up`"));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
