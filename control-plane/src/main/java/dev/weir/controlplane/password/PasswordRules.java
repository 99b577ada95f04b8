package dev.weir.controlplane.password;

import dev.weir.controlplane.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which passwords are good enough: long, and not among the first that somebody would try. */
@ApplicationScoped
public class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private final GuessedPasswords guessed;

    PasswordRules(GuessedPasswords guessed) {
        this.guessed = guessed;
    }

    /**
     * Rejects a field's password.
     *
     * @param personal what others know of its owner, such as their e-mail address
     */
    public void check(Fields fields, String pointer, @Nullable String password, String... personal) {
        if (password == null || length(password) < SHORTEST) {
            fields.reject(pointer, "must have " + SHORTEST + " characters at least");
        } else if (length(password) > LONGEST) {
            fields.reject(pointer, "may have " + LONGEST + " characters at most");
        } else if (!Fields.isPrintable(password)) {
            fields.reject(pointer, "has control characters or broken Unicode");
        } else if (password.isBlank()) {
            fields.reject(pointer, "may not be blank");
        } else if (isPersonal(password, personal)) {
            fields.reject(pointer, "may not be your e-mail address or your organization's name");
        } else if (guessed.easily(password, words(personal))) {
            fields.reject(pointer, "is among the first that somebody would try; take several words, or a random one");
        }
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }

    private static boolean isPersonal(String password, String... personal) {
        String plain = password.strip().toLowerCase(Locale.ROOT);
        return Stream.of(personal).anyMatch(known -> plain.equals(known.strip().toLowerCase(Locale.ROOT)));
    }

    private static List<String> words(String... personal) {
        return Stream.of(personal)
                .flatMap(known -> Stream.concat(Stream.of(known), Stream.of(known.split("[^\\p{L}\\p{N}]+"))))
                .filter(word -> word.length() > 2)
                .toList();
    }
}
