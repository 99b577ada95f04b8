package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.process.ProcessTable;
import dev.weir.agent.process.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The agent of a home, seen from another process.
 *
 * @param home whose agent
 * @param processes the operating system's
 */
record AgentProcess(WeirHome home, ProcessTable processes) {
    static final String PART = "agent";

    static AgentProcess of(WeirHome home) {
        return new AgentProcess(home, ProcessTable.current());
    }

    /** Who it is, if it lives. */
    Optional<RunFile> find() throws IOException {
        return RunFile.read(home, PART).filter(file -> processes.isAlive(file.process()));
    }

    /** Whether it has said that all is up. */
    boolean isReady() {
        return Files.exists(readyFile());
    }

    void writeDown(String digest) throws IOException {
        notReady();
        ProcessIdentity self = processes.find(ProcessHandle.current().pid()).orElseThrow();
        new RunFile(
                        PART,
                        self.pid(),
                        self.startedAt(),
                        self.mark(),
                        digest,
                        "",
                        home.log(PART).toString(),
                        "",
                        "none")
                .write(home);
    }

    void ready() throws IOException {
        Files.writeString(readyFile(), "");
    }

    void notReady() throws IOException {
        Files.deleteIfExists(readyFile());
    }

    void forget() throws IOException {
        notReady();
        Files.deleteIfExists(home.runFile(PART));
    }

    private Path readyFile() {
        return home.run().resolve("ready");
    }
}
