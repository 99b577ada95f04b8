package dev.weir.gateway.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.tenants.id.ClusterId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemberPlacesTest {
    private static final ClusterId ANNAS = new ClusterId("lkc-anna");
    private static final ClusterId BERTS = new ClusterId("lkc-bert");
    private static final ClusterId CARLS = new ClusterId("lkc-carl");

    private final MemberPlaces places = new MemberPlaces(4);

    private static Problem problem(ThrowingCallable work) {
        var thrown = new Problem[1];
        assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e.problem());
        return thrown[0];
    }

    @Test
    void aClusterHasHalfAndAllHaveNoMoreThanThereAre() {
        var first = places.take(ANNAS);
        var second = places.take(ANNAS);
        assertThat(problem(() -> places.take(ANNAS))).isInstanceOf(Problem.TooManyRequests.class);
        places.take(BERTS);
        places.take(BERTS);
        assertThat(problem(() -> places.take(CARLS))).isInstanceOf(Problem.Unavailable.class);
        first.close();
        places.take(CARLS);
        assertThat(problem(() -> places.take(ANNAS))).isInstanceOf(Problem.Unavailable.class);
        second.close();
        assertThat(places.take(ANNAS)).isNotNull();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        var first = places.take(ANNAS);
        places.take(ANNAS);
        first.close();
        first.close();
        places.take(ANNAS);
        assertThat(problem(() -> places.take(ANNAS))).isInstanceOf(Problem.TooManyRequests.class);
    }
}
