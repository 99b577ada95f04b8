package dev.weir.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.home.WeirHome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final RunFile FILE =
            new RunFile("cluster:lkc-a:0", 42, 1_000, "boot:7", "runtime", "spec", "log", "127.0.0.1:1", "kafka");

    @TempDir
    private Path folder;

    private WeirHome home;

    @BeforeEach
    void setUp() throws Exception {
        home = new WeirHome(folder);
        home.create();
    }

    @Test
    void whatIsWrittenIsReadAndOthersFilesAreLeftOut() throws Exception {
        FILE.write(home);
        Files.writeString(home.endpoints(), "{\"api\":\"http://127.0.0.1\"}");
        assertThat(RunFile.read(home, FILE.part())).contains(FILE);
        assertThat(RunFile.readAll(home)).containsExactly(FILE);
        assertThat(RunFile.read(home, "gateway")).isEmpty();
    }

    @Test
    void aTornFileTellsNothing() throws Exception {
        FILE.write(home);
        String whole = Files.readString(home.runFile(FILE.part()));
        for (int length = 0; length < whole.length() - 2; length++) {
            Files.writeString(home.runFile("torn"), whole.substring(0, length));
            assertThat(RunFile.read(home, "torn")).isEmpty();
        }
        assertThat(RunFile.readAll(home)).containsExactly(FILE);
    }

    @Test
    void aPidThatSomebodyElseHasNowIsAnotherProcess() {
        ProcessTable processes = ProcessTable.current();
        ProcessIdentity self = processes.find(ProcessHandle.current().pid()).orElseThrow();
        assertThat(processes.isAlive(self)).isTrue();
        assertThat(processes.isAlive(new ProcessIdentity(self.pid(), self.startedAt(), self.mark() + "0")))
                .isFalse();
        assertThat(processes.residentBytes(self.pid())).isGreaterThan(1_000_000);
    }
}
