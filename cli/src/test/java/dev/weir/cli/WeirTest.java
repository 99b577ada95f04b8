package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WeirTest {
    /** What a command printed, and its exit code. */
    private record Result(int code, String out, String err) {}

    @Test
    void helpListsAllCommandsAndThoseOfTheLauncher() {
        Result help = run("--help");
        assertThat(help.code).isZero();
        assertThat(help.out)
                .contains("demo", "signup", "cluster", "client-config", "admin", "version")
                .contains("up ", "down", "status", "logs", "bench");
    }

    @Test
    void everyCommandExplainsItself() {
        var queue = new ArrayDeque<>(Weir.commandLine().getSubcommands().values());
        var checked = new ArrayList<String>();
        while (!queue.isEmpty()) {
            CommandLine command = queue.remove();
            queue.addAll(command.getSubcommands().values());
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().optionsMap()).as(name).containsKey("--help");
            if (command.getSubcommands().isEmpty()) {
                assertThat(command.getCommandSpec().optionsMap()).as(name).containsKeys("--json", "--server");
            }
            checked.add(name);
        }
        assertThat(checked).contains("weir cluster create", "weir admin region", "weir demo");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("clusters"),
                List.of("cluster"),
                List.of("cluster", "create"),
                List.of("topic", "create", "t", "--partitions", "many"),
                List.of("consume", "t", "--http", "--group", "g"))) {
            assertThat(run(wrong.toArray(String[]::new)).code)
                    .as(wrong.toString())
                    .isEqualTo(2);
        }
    }

    @Test
    void wrongUsageIsNamedWithoutTheWholeHelp() {
        Result unknown = run("topic", "create", "t", "--partition", "3");
        assertThat(unknown.err).contains("--partition").contains("--partitions").contains("weir topic create --help");
        Result missing = run("topic", "create");
        assertThat(missing.err).contains("Usage: weir topic create", "weir topic create --help");
        assertThat(missing.err.lines().count()).isLessThan(6);
    }

    @Test
    void nobodyListeningIsSaidWithTheWayOut() {
        Result result = run(
                "signup",
                "--email",
                "a@example.org",
                "--organization",
                "o",
                "--password",
                "p",
                "--server",
                "http://127.0.0.1:1",
                "--json");
        assertThat(result.code).isEqualTo(1);
        assertThat(result.err).contains("weir up").doesNotContain("Exception");
        assertThat(result.out).contains("{\"error\":{\"message\":");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        assertThat(run("produc", "t").err).contains("produce");
    }

    @Test
    void versionIsJsonWhenAsked() {
        assertThat(run("version", "--json").out).contains("\"weir\":", "\"kafka\":\"4.3.1\"");
    }

    private static Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Weir.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
