package dev.weir.gateway.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaProblemsTest {
    @ParameterizedTest
    @EnumSource(Errors.class)
    void everyErrorOfKafkaHasACodeAndAMessage(Errors error) {
        ErrorAnswer answer = ErrorAnswer.of(KafkaProblems.of(error, "because"));
        assertThat(answer.errorCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.message()).isEqualTo("because");
    }

    @ParameterizedTest
    @EnumSource(Errors.class)
    void whatKafkaCallsRetriableIsNeverTheCallersFault(Errors error) {
        boolean retriable = error.exception() instanceof org.apache.kafka.common.errors.RetriableException;
        // Retriable to Kafka's clients, since metadata may be old; ours has just asked.
        boolean unknown = KafkaProblems.of(error, "") instanceof Problem.UnknownTopic;
        if (retriable && !unknown) {
            assertThat(KafkaProblems.of(error, ""))
                    .isInstanceOfAny(Problem.Unavailable.class, Problem.TooManyRequests.class);
        }
    }

    @Test
    void exceptionsBecomeTheirCodes() {
        assertThat(code(new UnknownTopicOrPartitionException())).isEqualTo(40403);
        assertThat(code(new TopicExistsException("Topic 't' already exists."))).isEqualTo(40002);
        assertThat(code(new PolicyViolationException("no"))).isEqualTo(40002);
        assertThat(code(new TopicAuthorizationException("t"))).isEqualTo(40301);
        assertThat(code(new RecordTooLargeException("large"))).isEqualTo(413);
        assertThat(code(new ThrottlingQuotaExceededException("slowly"))).isEqualTo(42901);
        assertThat(code(new TimeoutException("late"))).isEqualTo(50003);
        assertThat(code(new KafkaException("broken"))).isEqualTo(50002);
        assertThat(code(new KafkaException("broken", new OutOfOrderSequenceException("gap"))))
                .isEqualTo(50003);
    }

    @Test
    void aRefusedTokenIsNotTheCallersFault() {
        assertThat(code(new SaslAuthenticationException("expired"))).isEqualTo(50003);
    }

    @Test
    void whatWrapsAnExceptionIsTakenOff() {
        var inner = new TopicAuthorizationException("t");
        assertThat(code(new ExecutionException(new CompletionException(inner)))).isEqualTo(40301);
        Problem known = new Problem.UnknownTopic("t");
        assertThat(KafkaProblems.of(new ExecutionException(known.asException())))
                .isSameAs(known);
    }

    @Test
    void faultsOfOurOwnAreThrownOn() {
        var bug = new IllegalArgumentException("bug");
        assertThatThrownBy(() -> KafkaProblems.of(new ExecutionException(bug))).isSameAs(bug);
    }

    private static int code(Throwable failure) {
        return ErrorAnswer.of(KafkaProblems.of(failure)).errorCode();
    }
}
