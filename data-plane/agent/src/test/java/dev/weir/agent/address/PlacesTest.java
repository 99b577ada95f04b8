package dev.weir.agent.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void nobodyGetsAPlaceThatIsGivenOutOrWasGivenOutByAFormerAgent() throws IOException {
        for (boolean ownAddresses : new boolean[] {true, false}) {
            var places = new Places("/home/one", ownAddresses);
            Place kept = new Places("/home/one", ownAddresses).take(9092, 9094, 9093);
            places.keep(kept);
            Set<String> given = new HashSet<>(Set.of(kept.address()));
            for (int i = 0; i < 300; i++) {
                assertThat(given.add(places.take(9092, 9094, 9093).address())).isTrue();
            }
        }
    }

    @Test
    void aHomeBeginsWhereItAlwaysDoesAndAnotherOneElsewhere() throws IOException {
        Place one = new Places("/home/one", true).take(9092, 9094, 9093);
        assertThat(new Places("/home/one", true).take(9092, 9094, 9093)).isEqualTo(one);
        assertThat(new Places("/home/two", true).take(9092, 9094, 9093)).isNotEqualTo(one);
        assertThat(one.host()).startsWith("127.").doesNotEndWith(".0").doesNotEndWith(".255");
    }

    @Test
    void aPlaceThatWasGivenBackCanBeHadAgain() throws IOException {
        var places = new Places("/home/one", false);
        Place first = places.take(0, 0, 0);
        places.free(first);
        Place again = first;
        for (int i = 0; i < 9_999 / 3; i++) {
            again = places.take(0, 0, 0);
            if (again.equals(first)) {
                break;
            }
            places.free(again);
        }
        assertThat(again).isEqualTo(first);
    }
}
