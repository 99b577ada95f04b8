package dev.weir.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void withoutSeparatorTheWholeLineIsTheValue() {
        assertThat(Line.parse("a,b", null)).contains(new Line(null, "a,b"));
    }

    @Test
    void theFirstSeparatorEndsTheKey() {
        assertThat(Line.parse("user1, login, website", ", ")).contains(new Line("user1", "login, website"));
        assertThat(Line.parse(":v", ":")).contains(new Line("", "v"));
    }

    @Test
    void aLineWithoutTheSeparatorIsNoRecord() {
        assertThat(Line.parse("no key", ",")).isEmpty();
    }

    @Test
    void acknowledgementsAreCountedByPartition() {
        var acknowledged = new Acknowledged();
        acknowledged.add(1, 7);
        acknowledged.add(0, 3);
        acknowledged.add(0, 4);
        assertThat(acknowledged.text("t"))
                .isEqualTo("3 records acknowledged in t: partition 0 at offsets 3 to 4, partition 1 at offset 7");
        assertThat(acknowledged.json("t").path("acknowledged").asInt()).isEqualTo(3);
    }
}
