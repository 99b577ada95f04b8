package dev.weir.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.Session;
import dev.weir.agent.program.InstalledRuntime;
import dev.weir.agent.program.JavaCommand;
import dev.weir.agent.program.Program;
import dev.weir.agent.program.Training;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts the agent in a session of its own and passes on what it says until it is ready.
 *
 * @param home whose agent
 * @param runtime whose programs
 */
record Background(WeirHome home, InstalledRuntime runtime) {

    int start(List<String> options) throws IOException, InterruptedException {
        Process agent = spawn(options, new JavaCommand(runtime, Program.AGENT), Training.none());
        return follow(agent, System.out::println);
    }

    Process spawn(List<String> options, JavaCommand command, Training training) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--background"));
        arguments.addAll(options);
        training.record(command, Program.AGENT);
        command.property("weir.runtime", runtime.folder().toString());
        return Session.startAndListen(
                command.build(arguments.toArray(String[]::new)),
                Map.of("WEIR_HOME", home.root().toString()),
                home.root(),
                home.log(AgentProcess.PART));
    }

    /** Returns its exit code: that of the start when it is ready, else its own. */
    int follow(Process agent, Consumer<String> tell) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(agent.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(Foreground.READY)) {
                int code = Integer.parseInt(line.substring(Foreground.READY.length()));
                if (code != 0) {
                    agent.waitFor();
                }
                return code;
            }
            tell.accept(line);
        }
        int code = agent.waitFor();
        Path log = home.log(AgentProcess.PART);
        throw new CommandFailure("the agent ended with code " + code + " before it was ready; see " + log);
    }
}
