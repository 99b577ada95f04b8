package dev.weir.controlplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.problem.ErrorCode;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.problem.Problem.QuotaExceeded;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemViewTest {
    @Test
    void aPassedLimitNamesItselfItsValueAndTheUsage() {
        ProblemView view = ProblemView.of(new QuotaExceeded("iam.max_environments.per_org", 25, 25), "request");
        assertThat(view.code().status()).isEqualTo(402);
        assertThat(view.body().errors()).singleElement().satisfies(error -> {
            assertThat(error.id()).isEqualTo("request");
            assertThat(error.status()).isEqualTo("402");
            assertThat(error.detail()).contains("iam.max_environments.per_org").contains("25");
        });
    }

    @Test
    void longIdsAreNotEchoedInFull() {
        ProblemView view = ProblemView.of(NotFound.of("cluster", "x".repeat(5000)), "request");
        assertThat(view.body().errors().getFirst().detail()).hasSizeLessThan(120);
    }

    @Test
    void severalWrongFieldsAreSeveralErrors() {
        assertThat(ProblemView.of(Problem.invalid("/spec", "is needed"), "request")
                        .body()
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.source().pointer()).isEqualTo("/spec"));
    }

    @Test
    void codesAreUniqueAndTheirStatusesAreErrors() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::status)).allMatch(status -> status >= 400);
    }
}
