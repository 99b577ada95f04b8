package dev.weir.gateway.http.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.http.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataViewTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
            {"a":1.10}   | AUTO   | {"type":"JSON","data":{"a":1.10}}
            [1e400,"é"]  | AUTO   | {"type":"JSON","data":[1e400,"é"]}
            12           | AUTO   | {"type":"STRING","data":"12"}
            true         | AUTO   | {"type":"STRING","data":"true"}
            Good morning | AUTO   | {"type":"STRING","data":"Good morning"}
            {"a":1       | AUTO   | {"type":"STRING","data":"{\\"a\\":1"}
            {"a":1}{}    | AUTO   | {"type":"STRING","data":"{\\"a\\":1}{}"}
            {"a":1}      | STRING | {"type":"STRING","data":"{\\"a\\":1}"}
            12           | JSON   | {"type":"JSON","data":12}
            null         | JSON   | {"type":"JSON","data":null}
            words        | JSON   | {"type":"BINARY","data":"d29yZHM="}
            a            | BINARY | {"type":"BINARY","data":"YQ=="}
            """)
    void bytesAreShownAsTheReaderWants(String bytes, DataFormat format, String json) throws Exception {
        assertThat(Json.MAPPER.writeValueAsString(DataView.of(bytes.getBytes(UTF_8), format)))
                .isEqualTo(json);
    }

    @Test
    void whatIsNotUtf8IsBinaryAlways() {
        byte[] bytes = {'{', (byte) 0xff, '}'};
        for (DataFormat format : DataFormat.values()) {
            assertThat(DataView.of(bytes, format).type()).as(format.name()).isEqualTo(DataType.BINARY);
        }
    }

    @Test
    void twoFieldsOfOneNameAreKeptAsText() {
        // As JSON one of the two would be lost.
        assertThat(DataView.of("{\"a\":1,\"a\":2}".getBytes(UTF_8), DataFormat.AUTO)
                        .type())
                .isEqualTo(DataType.STRING);
    }

    @Test
    void emptyIsNotNothing() {
        assertThat(DataView.of(null, DataFormat.AUTO)).isNull();
        assertThat(DataView.of(new byte[0], DataFormat.AUTO).data()).isEqualTo("");
    }
}
