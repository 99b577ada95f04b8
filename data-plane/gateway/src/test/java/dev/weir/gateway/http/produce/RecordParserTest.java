package dev.weir.gateway.http.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.problem.ProblemException;
import org.junit.jupiter.api.Test;

class RecordParserTest {
    private static OutgoingRecord parse(String json) {
        return RecordParser.parse(json.getBytes(UTF_8));
    }

    private static String value(String data) {
        return new String(parse("{\"value\":" + data + "}").value().bytes(), UTF_8);
    }

    @Test
    void jsonIsKeptToTheLastDigitAndLosesOnlyWhiteSpace() {
        assertThat(value("{\"type\":\"JSON\",\"data\": {\"a\" : 1.10, \"b\":[ \"x y\", \"\\\" \" ]} }"))
                .isEqualTo("{\"a\":1.10,\"b\":[\"x y\",\"\\\" \"]}");
        assertThat(value("{\"data\":12345678901234567890.100}")).isEqualTo("12345678901234567890.100");
        assertThat(value("{\"data\": \"a b\" ,\"type\":\"JSON\"}")).isEqualTo("\"a b\"");
        assertThat(value("{\"data\":[true , false,null]}")).isEqualTo("[true,false,null]");
    }

    @Test
    void theTypeMayStandBehindTheData() {
        assertThat(value("{\"data\":\"a\\u00e4\",\"type\":\"STRING\"}")).isEqualTo("aä");
        assertThat(value("{\"data\":\"YQ==\",\"type\":\"BINARY\"}")).isEqualTo("a");
    }

    @Test
    void whatIsMissingOrNullIsNotThere() {
        OutgoingRecord record =
                parse("{\"partition_id\":null,\"key\":null,\"value\":{\"data\":null},\"timestamp\":null}");
        assertThat(record.partition()).isNull();
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void headersKeepTheirOrder() {
        OutgoingRecord record = parse(
                "{\"headers\":[{\"name\":\"b\",\"value\":\"YQ==\"},{\"name\":\"a\"}],\"timestamp\":5,\"partition_id\":3}");
        assertThat(record.headers().toArray())
                .extracting(header -> header.key())
                .containsExactly("b", "a");
        assertThat(record.headers().toArray()[0].value()).isEqualTo("a".getBytes(UTF_8));
        assertThat(record.timestamp()).isEqualTo(5);
        assertThat(record.partition()).isEqualTo(3);
        assertThat(parse("{\"key\":{\"type\":\"string\",\"data\":\"k\"}}").key().type())
                .isEqualTo(DataType.STRING);
    }

    @Test
    void whatIsWrongIsAProblem() {
        for (String bad : new String[] {
            "12",
            "[]",
            "{",
            "{\"value\":1}",
            "{\"value\":{\"type\":\"NOPE\",\"data\":1}}",
            "{\"value\":{\"type\":\"BINARY\",\"data\":\"%\"}}",
            "{\"value\":{\"type\":\"STRING\",\"data\":{}}}",
            "{\"valeu\":{}}",
            "{\"partition_id\":\"1\"}",
            "{\"partition_id\":99999999999}",
            "{\"headers\":[1]}",
            "{\"headers\":[{\"value\":\"\"}]}",
            "{\"timestamp\":-1}",
            "{\"timestamp\":\"yesterday\"}",
            "{\"value\":{\"data\":{\"a\":}}}",
            "{\"value\":{\"data\":{\"a\":1}}",
            "{} {}"
        }) {
            assertThatThrownBy(() -> parse(bad)).as(bad).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> RecordParser.parse(new byte[] {
                    '{',
                    '"',
                    'v',
                    'a',
                    'l',
                    'u',
                    'e',
                    '"',
                    ':',
                    '{',
                    '"',
                    'd',
                    'a',
                    't',
                    'a',
                    '"',
                    ':',
                    '[',
                    '"',
                    (byte) 0xff,
                    '"',
                    ']',
                    '}',
                    '}'
                }))
                .isInstanceOf(ProblemException.class);
    }
}
