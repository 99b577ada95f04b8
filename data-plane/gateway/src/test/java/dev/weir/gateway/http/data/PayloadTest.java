package dev.weir.gateway.http.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {
    private static Payload payload(String type, String json) throws Exception {
        return Payload.of(type, Json.MAPPER.readTree(json));
    }

    private static String text(Payload payload) {
        return new String(payload.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void eachTypeHasItsBytes() throws Exception {
        assertThat(payload("BINARY", "\"/wA=\"").bytes()).containsExactly(0xff, 0);
        assertThat(text(payload("STRING", "\"é\""))).isEqualTo("é");
        assertThat(payload("STRING", "\"\"").bytes()).isEmpty();
        assertThat(text(payload("JSON", "{ \"a\" : [ 1 , null ] }"))).isEqualTo("{\"a\":[1,null]}");
    }

    @Test
    void withoutATypeItIsJson() throws Exception {
        Payload payload = payload(null, "1000");
        assertThat(payload.type()).isEqualTo(DataType.JSON);
        assertThat(text(payload)).isEqualTo("1000");
    }

    @Test
    void noDigitOfANumberIsLost() throws Exception {
        String number = "1234567890123456789012345678901234567890.10";
        assertThat(text(payload("JSON", number))).isEqualTo(number);
        assertThat(text(payload("JSON", "18446744073709551616"))).isEqualTo("18446744073709551616");
    }

    @Test
    void nullIsNoData() throws Exception {
        assertThat(payload("BINARY", "null")).isNull();
        assertThat(Payload.of("JSON", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
            BINARY | 1        | data=1 is not a base64 string.
            BINARY | "%"      | data="%" is not a base64 string.
            STRING | {"a":1}  | data={"a":1} is not a string.
            AVRO   | "x"      | Unknown type "AVRO": use BINARY, JSON or STRING.
            """)
    void whatDoesNotFitItsTypeIsToldSo(String type, String data, String message) {
        assertThatThrownBy(() -> payload(type, data))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }
}
