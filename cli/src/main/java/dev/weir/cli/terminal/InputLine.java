package dev.weir.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A secret from standard input, where neither the shell's history nor the list of processes shows it. */
public final class InputLine {
    /** One for all lines: it reads ahead. */
    private static final BufferedReader INPUT = new BufferedReader(new InputStreamReader(System.in, UTF_8));

    private InputLine() {}

    public static String read(String what) {
        try {
            String line = INPUT.readLine();
            if (line == null || line.isEmpty()) {
                throw new Failure("standard input doesn't have " + what);
            }
            return line;
        } catch (IOException e) {
            throw new Failure("can't read " + what + ": " + e.getMessage(), e);
        }
    }
}
