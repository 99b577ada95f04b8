package dev.weir.gateway.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorAnswerTest {
    @Test
    void theStatusIsInTheCode() {
        assertThat(ErrorAnswer.status(new Problem.Invalid("x"))).isEqualTo(400);
        assertThat(ErrorAnswer.status(new Problem.Malformed("x"))).isEqualTo(400);
        assertThat(ErrorAnswer.status(new Problem.NotAuthenticated("x"))).isEqualTo(401);
        assertThat(ErrorAnswer.status(new Problem.Forbidden("x"))).isEqualTo(403);
        assertThat(ErrorAnswer.status(new Problem.UnknownCluster("x"))).isEqualTo(404);
        assertThat(ErrorAnswer.status(new Problem.UnknownTopic("x"))).isEqualTo(404);
        assertThat(ErrorAnswer.status(new Problem.TooLarge("x"))).isEqualTo(413);
        assertThat(ErrorAnswer.status(new Problem.TooManyRequests("x", Duration.ZERO)))
                .isEqualTo(429);
        assertThat(ErrorAnswer.status(new Problem.KafkaFailed("x"))).isEqualTo(500);
        assertThat(ErrorAnswer.status(new Problem.Unavailable("x", Duration.ZERO)))
                .isEqualTo(503);
    }

    @Test
    void whatMayBeTriedAgainSaysWhen() {
        var soon = new Problem.Unavailable("x", Duration.ofMillis(20));
        assertThat(ErrorAnswer.response(soon).getHeaderString("Retry-After")).isEqualTo("1");
        var later = new Problem.TooManyRequests("x", Duration.ofSeconds(7));
        assertThat(ErrorAnswer.response(later).getHeaderString("Retry-After")).isEqualTo("7");
    }

    @Test
    void whoeverIsUnknownIsToldHowToBeKnown() {
        assertThat(ErrorAnswer.response(new Problem.NotAuthenticated("x")).getHeaderString("WWW-Authenticate"))
                .startsWith("Basic ");
    }

    @Test
    void theBodyHasTwoFields() throws Exception {
        assertThat(JsonMapper.builder().build().writeValueAsString(ErrorAnswer.of(new Problem.UnknownCluster("lkc-1"))))
                .isEqualTo("{\"error_code\":40401,\"message\":\"Cluster lkc-1 cannot be found.\"}");
    }
}
