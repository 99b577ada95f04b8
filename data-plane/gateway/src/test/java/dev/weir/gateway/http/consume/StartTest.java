package dev.weir.gateway.http.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.problem.ProblemException;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void aReaderSaysFromWhere() {
        assertThat(Start.of(null, null)).isEqualTo(new Start.Earliest());
        assertThat(Start.of("earliest", null)).isEqualTo(new Start.Earliest());
        assertThat(Start.of("latest", null)).isEqualTo(new Start.Latest());
        assertThat(Start.of("42", null)).isEqualTo(new Start.Offset(42));
        assertThat(Start.of("-1", null)).isEqualTo(new Start.Offset(-1));
        assertThat(Start.of(null, "1612552482000")).isEqualTo(new Start.Timestamp(1612552482000L));
        assertThat(Start.of(null, "2021-02-05T19:14:42Z")).isEqualTo(new Start.Timestamp(1612552482000L));
        assertThat(Start.of(null, "2021-02-05T20:14:42+01:00")).isEqualTo(new Start.Timestamp(1612552482000L));
    }

    @Test
    void whatSaysNothingIsRefused() {
        for (String offset : new String[] {"", "first", "1.5", "9".repeat(40)}) {
            assertThatThrownBy(() -> Start.of(offset, null)).as(offset).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> Start.of(null, "yesterday")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Start.of("0", "0")).isInstanceOf(ProblemException.class);
    }
}
