package dev.weir.cli.organization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A secret from standard input, where neither the shell's history nor the list of processes shows it. */
final class InputLine {
    private InputLine() {}

    static String read(String what) {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new Failure("standard input doesn't have " + what);
            }
            return line;
        } catch (IOException e) {
            throw new Failure("can't read " + what + ": " + e.getMessage(), e);
        }
    }
}
