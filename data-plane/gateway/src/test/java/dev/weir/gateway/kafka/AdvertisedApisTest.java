package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

class AdvertisedApisTest {
    @Test
    void minimumsAreThoseThatBrokersTell() {
        ApiVersionsResponseData answer = answer((short) 4, "librdkafka");

        assertThat(answer.apiKeys().find(ApiKeys.PRODUCE.id).minVersion()).isZero();
        assertThat(answer.apiKeys().find(ApiKeys.SASL_HANDSHAKE.id).minVersion())
                .isZero();
        assertThat(answer.finalizedFeatures()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotAdvertised() {
        ApiVersionsResponseData answer = answer((short) 3, "librdkafka");

        assertThat(answer.apiKeys().find(ApiKeys.ALTER_USER_SCRAM_CREDENTIALS.id))
                .isNull();
        assertThat(answer.apiKeys().find(ApiKeys.UNREGISTER_BROKER.id)).isNull();
        assertThat(answer.apiKeys().find(ApiKeys.WRITE_TXN_MARKERS.id)).isNull();
    }

    @Test
    void anUnknownVersionIsAnsweredWithTheKnownOnes() {
        var header = new RequestHeader(ApiKeys.API_VERSIONS, (short) 77, "test", 5);
        ByteBuf frame = AdvertisedApis.beforeAuthentication(header, ByteBuffer.allocate(0));
        var answer = ApiVersionsResponse.parse(
                new ByteBufferAccessor(
                        Wire.content(frame).position(Integer.BYTES).slice()),
                (short) 0);

        assertThat(answer.data().errorCode()).isEqualTo(Errors.UNSUPPORTED_VERSION.code());
        assertThat(answer.apiVersion(ApiKeys.API_VERSIONS.id).maxVersion())
                .isEqualTo(ApiKeys.API_VERSIONS.latestVersion());
    }

    @Test
    void namesThatKafkaRefusesAreRefused() {
        assertThat(answer((short) 3, "no spaces please").errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
    }

    private static ApiVersionsResponseData answer(short version, String software) {
        var header = new RequestHeader(ApiKeys.API_VERSIONS, version, "test", 5);
        var body = new ApiVersionsRequestData().setClientSoftwareName(software).setClientSoftwareVersion("1");
        ByteBuf request = Wire.request(ApiKeys.API_VERSIONS, version, 5, body);
        ByteBuffer content = Wire.content(request);
        RequestHeader.parse(content);
        ByteBuf answer = AdvertisedApis.beforeAuthentication(header, content);
        return ((ApiVersionsResponse) AbstractResponse.parseResponse(Wire.content(answer), header)).data();
    }
}
