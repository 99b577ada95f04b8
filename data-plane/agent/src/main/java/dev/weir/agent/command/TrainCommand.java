package dev.weir.agent.command;

import dev.weir.agent.postgres.PostgresPrograms;
import dev.weir.agent.program.InstalledRuntime;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes what all homes share of a staged runtime: Postgres' programs unpacked, AOT caches. The launcher calls it once. */
@Command(name = "train", hidden = true, description = "Complete a staged runtime.")
final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        InstalledRuntime runtime = InstalledRuntime.current();
        new PostgresPrograms(runtime.postgres()).unpack();
        if (!runtime.untrained().isEmpty()) {
            new TrainingRun(runtime).run();
        }
        return 0;
    }
}
