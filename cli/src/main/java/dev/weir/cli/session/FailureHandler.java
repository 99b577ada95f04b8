package dev.weir.cli.session;

import dev.weir.cli.api.ApiFailure;
import dev.weir.cli.api.Management;
import dev.weir.cli.terminal.Failure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line for what is expected to fail; the stack only for what isn't. */
public final class FailureHandler implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof Failure) {
            err.println("weir: " + failure.getMessage());
        } else {
            err.println("weir: this is a bug: " + failure);
            failure.printStackTrace(err);
        }
        if (command.getParseResult().hasMatchedOption("--json")) {
            var error = Management.object().put("message", String.valueOf(failure.getMessage()));
            if (failure instanceof ApiFailure refused) {
                error.put("status", refused.status()).put("code", refused.code());
            }
            command.getOut().println(Management.object().set("error", error).toString());
            command.getOut().flush();
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
