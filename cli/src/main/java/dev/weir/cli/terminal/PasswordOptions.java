package dev.weir.cli.terminal;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command has a password from: an option, standard input, or who sits at the terminal. */
public final class PasswordOptions {
    @Option(names = "--password", description = "The password; asked for when it is missing.")
    private @Nullable String password;

    @Option(names = "--password-stdin", description = "Read the password from standard input.")
    private boolean fromInput;

    /** @param whose an e-mail address, or what else the question should name */
    public String read(String whose) {
        if (password != null) {
            return password;
        }
        if (fromInput) {
            return InputLine.read("the password");
        }
        return ask("Password for " + whose);
    }

    /** From the terminal, unseen. */
    public static String ask(String question) {
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new Failure("no terminal to ask for a password on: use --password-stdin"));
        char[] typed = console.readPassword("%s: ", question);
        if (typed == null) {
            throw new Failure("no password given");
        }
        return new String(typed);
    }
}
