package dev.weir.cli.session;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with the arguments, and where help is; the whole help would hide it. */
public final class UsageHandler implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter errors = command.getErr();
        errors.println("weir: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, errors)) {
            errors.println("Usage: "
                    + String.join(" ", command.getHelp().synopsis(0).strip().split("\\s*\\R\\s*")));
        }
        errors.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
