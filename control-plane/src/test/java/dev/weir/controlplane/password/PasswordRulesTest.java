package dev.weir.controlplane.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidConfiguration;
import dev.weir.controlplane.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final String RANDOM = "g7Kq-2vX9w!mR4tB_z8LdP3sHc6YfN1jQ5uTaEoIrWkV0yMxZbGnCvDeFhJl+AS.";

    private final PasswordRules rules = new PasswordRules(new GuessedPasswords());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "correct horse",
                "eisberg-tasse-fenster",
                "12 words or so",
                "äöüßéèñçåøæþ",
                "g7Kq-2vX9w!m"
            })
    void whatNobodyTriesFirstIsGood(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "             ",
                "short one 1",
                "password1234",
                "passwordpassword",
                "p4ssw0rd1234",
                "123456789012",
                "qwertyuiop12",
                "aaaaaaaaaaaaaaaa",
                "abcdefghijklmnop",
                "ann@example.org",
                "ANN@EXAMPLE.ORG",
                "Acme Engines Inc",
                "a b\u0000c d e f g h i j"
            })
    void whatIsShortOrGuessedOrKnownIsRefused(String password) {
        assertThatThrownBy(() -> check(password))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(((InvalidConfiguration) refused.problem()).fields())
                                .singleElement()
                                .satisfies(field -> assertThat(field.pointer()).isEqualTo("/password")));
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> check(null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void lengthIsCountedInCharactersFrom12To128() {
        assertThatThrownBy(() -> check(RANDOM.substring(0, 11))).isInstanceOf(ProblemException.class);
        assertThatCode(() -> check(RANDOM.substring(0, 12))).doesNotThrowAnyException();
        assertThatCode(() -> check((RANDOM + RANDOM).substring(0, 128))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check((RANDOM + RANDOM + RANDOM).substring(0, 129)))
                .isInstanceOf(ProblemException.class);
    }

    /** The lists' matching takes seconds for long passwords, and strangers send them: so it sees a beginning only. */
    @Test
    void onlyTheFirst32CharactersAreHeldAgainstTheLists() {
        assertThatThrownBy(() -> check("a".repeat(32) + RANDOM)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> check(RANDOM.substring(0, 32) + "a".repeat(96))).doesNotThrowAnyException();
        assertThatCode(() -> check("a".repeat(16) + RANDOM)).doesNotThrowAnyException();
    }

    private void check(String password) {
        var fields = new Fields();
        rules.check(fields, "/password", password, "ann@example.org", "Acme Engines Inc");
        fields.done();
    }
}
