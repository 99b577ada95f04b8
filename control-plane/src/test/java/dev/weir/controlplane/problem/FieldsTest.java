package dev.weir.controlplane.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.problem.Problem.InvalidConfiguration;
import dev.weir.controlplane.problem.Problem.InvalidField;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Fields fields = new Fields();

    @Test
    void whatIsRightComesBackAsItWas() {
        assertThat(fields.name("/n", "Zoë's 東京 🚀")).isEqualTo("Zoë's 東京 🚀");
        assertThat(fields.text("/t", null, 5)).isEmpty();
        assertThat(fields.text("/t", "a\nb", 5)).isEqualTo("a\nb");
        assertThat(fields.oneOf("/o", "b", List.of("a", "b"), Function.identity()))
                .isEqualTo("b");
        fields.done();
    }

    @Test
    void whatIsWrongIsToldAllAtOnceAndWhere() {
        fields.name("/missing", null);
        fields.name("/blank", "  ");
        fields.name("/long", "x".repeat(65));
        fields.text("/bell", "\u0007", 5);
        fields.text("/half", "\ud83d", 5);
        fields.oneOf("/word", "c", List.of("a", "b"), Function.identity());
        assertThatThrownBy(fields::done).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                            InvalidConfiguration.class,
                            problem -> assertThat(problem.fields().stream().map(InvalidField::pointer))
                                    .containsExactly("/missing", "/blank", "/long", "/bell", "/half", "/word"));
        });
    }
}
