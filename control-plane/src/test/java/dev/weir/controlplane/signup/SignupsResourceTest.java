package dev.weir.controlplane.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.problem.Problem.SignupClosed;
import dev.weir.controlplane.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignupsResourceTest {
    @Test
    void closedSignupsLookAtNothing() {
        var resource = new SignupsResource(new Closed(), null, null);
        var body = new SignupBody("a@example.org", "correct horse", "Acme", "", null);
        assertThatThrownBy(() -> resource.create(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(SignupClosed.class));
    }

    private record Closed() implements SignupConfig {
        @Override
        public Mode mode() {
            return Mode.CLOSED;
        }

        @Override
        public String plan() {
            return "free";
        }

        @Override
        public Duration invitationLifetime() {
            return Duration.ofDays(7);
        }
    }
}
