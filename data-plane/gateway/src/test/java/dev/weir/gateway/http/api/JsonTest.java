package dev.weir.gateway.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Thing(String name, Integer count) {}

    private static Thing read(String json) {
        return Json.read(new ByteArrayInputStream(json.getBytes(UTF_8)), Thing.class);
    }

    @Test
    void anObjectIsRead() {
        assertThat(read("{\"name\":\"a\",\"count\":1}")).isEqualTo(new Thing("a", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "1", "{\"count\":\"A\"}", "{\"count\":1.5}", "{\"nmae\":\"a\"}", "{} {}", "{'a':1}"})
    void whatIsNotIsToldWithoutNamesOfClasses(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isInstanceOf(Problem.Malformed.class);
            assertThat(failure.getMessage()).doesNotContain("java.", "dev.weir", "`");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null"})
    void nothingIsToldToBeNothing(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isInstanceOf(Problem.EmptyBody.class));
    }
}
