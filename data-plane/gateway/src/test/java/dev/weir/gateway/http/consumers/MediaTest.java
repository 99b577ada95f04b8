package dev.weir.gateway.http.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.http.consumers.InstanceSettings.Format;
import org.junit.jupiter.api.Test;

class MediaTest {
    @Test
    void whoeverAcceptsAnythingGetsTheFormatOfTheConsumer() {
        assertThat(Media.ofRecords(Format.JSON, null)).hasValue(Media.JSON_V2);
        assertThat(Media.ofRecords(Format.BINARY, "*/*")).hasValue(Media.BINARY_V2);
        assertThat(Media.ofRecords(Format.JSON, Media.BINARY_V2 + ", " + Media.JSON_V2 + ", application/json"))
                .hasValue(Media.JSON_V2);
    }

    @Test
    void whoeverAcceptsItByAMoreGeneralNameGetsItUnderThat() {
        assertThat(Media.ofRecords(Format.JSON, Media.V2)).hasValue(Media.V2);
        assertThat(Media.ofRecords(Format.BINARY, "application/json")).hasValue("application/json");
    }

    @Test
    void anotherFormatAloneDoesNotFit() {
        assertThat(Media.ofRecords(Format.JSON, Media.BINARY_V2)).isEmpty();
        assertThat(Media.ofRecords(Format.BINARY, Media.JSON_V2)).isEmpty();
    }
}
