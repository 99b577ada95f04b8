package dev.weir.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.api.JsonHttp;
import dev.weir.cli.context.Endpoints;
import dev.weir.cli.context.Home;
import dev.weir.cli.terminal.Failure;
import dev.weir.cli.terminal.Output;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** The platform on this machine: starts it when it isn't up. */
final class Platform {
    private static final String READY = "/q/health/ready";

    private final Home home;
    private final Output output;

    Platform(Home home, Output output) {
        this.home = home;
        this.output = output;
    }

    void ensureUp() {
        if (!up()) {
            output.line("The platform isn't up yet: weir up --detach");
            start();
        }
    }

    private boolean up() {
        return agentLives()
                && Endpoints.read(home)
                        .filter(endpoints -> ready(endpoints.api()) && ready(endpoints.http()))
                        .isPresent();
    }

    /** Without its agent the rest goes on, but no new cluster comes. */
    private boolean agentLives() {
        Path file = home.folder().resolve("run").resolve("agent.json");
        try {
            JsonNode agent = new ObjectMapper().readTree(Files.readAllBytes(file));
            return ProcessHandle.of(agent.path("pid").asLong()).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ready(String address) {
        try {
            return new JsonHttp(address, null)
                    .get(READY)
                    .path("status")
                    .asText()
                    .equals("UP");
        } catch (Failure e) {
            return false;
        }
    }

    private void start() {
        String launcher = System.getenv("WEIR_LAUNCHER");
        if (launcher == null) {
            throw new Failure("the platform isn't up: start it with `weir up`");
        }
        // Its progress is for people; standard output belongs to the JSON when that is wanted.
        var builder = new ProcessBuilder(launcher, "up", "--detach")
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .redirectOutput(output.json() ? Redirect.PIPE : Redirect.INHERIT);
        try {
            Process process = builder.start();
            if (output.json()) {
                process.getInputStream().transferTo(System.err);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new Failure("`weir up --detach` failed with exit code " + code + ", see `weir logs`");
            }
        } catch (IOException e) {
            throw new Failure("can't run " + launcher + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }
}
