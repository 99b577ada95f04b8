package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordSplitterTest {
    private static final String TOO_LARGE = "too large";

    private final List<String> seen = new ArrayList<>();
    private final RecordSplitter splitter = new RecordSplitter(60, new RecordSplitter.Values() {
        @Override
        public void value(byte[] json) {
            seen.add(new String(json, UTF_8));
        }

        @Override
        public void tooLarge() {
            seen.add(TOO_LARGE);
        }
    });

    private List<String> split(String text) {
        splitter.feed(text.getBytes(UTF_8));
        splitter.end();
        return seen;
    }

    @Test
    void valuesStandBehindEachOther() {
        assertThat(split("{\"a\":1}{\"b\":{}}\n [1,{}] \r\n{}"))
                .containsExactly("{\"a\":1}", "{\"b\":{}}", "[1,{}]", "{}");
    }

    @Test
    void bracketsInStringsAreText() {
        assertThat(split("{\"a\":\"}{\\\"}\\\\\"}{\"b\":\"[\"}"))
                .containsExactly("{\"a\":\"}{\\\"}\\\\\"}", "{\"b\":\"[\"}");
    }

    @Test
    void whatIsNoObjectSpoilsNothingBehindIt() {
        assertThat(split("12 {\"a\":} word{\"b\":1} \"text\" {}"))
                .containsExactly("12", "{\"a\":}", "word", "{\"b\":1}", "\"text\"", "{}");
    }

    @Test
    void aLineBreakEndsAForgottenString() {
        assertThat(split("{\"a\":\"x}\n{\"b\":1}{\"c\":\"}\n{\"d\":2}"))
                .containsExactly("{\"a\":\"x}\n", "{\"b\":1}", "{\"c\":\"}\n", "{\"d\":2}");
    }

    @Test
    void whatIsTooLargeIsPassedOver() {
        assertThat(split("{\"a\":\"" + "x".repeat(1000) + "\"}{\"b\":1}")).containsExactly(TOO_LARGE, "{\"b\":1}");
    }

    @Test
    void whatIsUnfinishedIsToldAtTheEnd() {
        assertThat(split("{\"a\":1}{\"b\":\"")).containsExactly("{\"a\":1}", "{\"b\":\"");
    }

    @Test
    void nothingButSpaceIsNothing() {
        assertThat(split(" \n\t ")).isEmpty();
    }

    @Test
    void howBytesArriveDoesNotMatter() {
        byte[] bytes = "{\"ä\":\"}{\\\"\"} 17 [{}]{\"c\":[1,2,{\"d\":\"x\"}]}".getBytes(UTF_8);
        for (int seed = 0; seed < 200; seed++) {
            seen.clear();
            var random = new Random(seed);
            int at = 0;
            while (at < bytes.length) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(7));
                splitter.feed(Arrays.copyOfRange(bytes, at, to));
                at = to;
            }
            splitter.end();
            assertThat(seen)
                    .as("seed %d", seed)
                    .containsExactly("{\"ä\":\"}{\\\"\"}", "17", "[{}]", "{\"c\":[1,2,{\"d\":\"x\"}]}");
        }
    }
}
