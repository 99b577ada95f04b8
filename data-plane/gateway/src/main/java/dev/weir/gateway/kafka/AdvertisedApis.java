package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * Which APIs clients are told of. Minimums are those that brokers tell (Produce from 0, for librdkafka's sake), which
 * aren't those of Kafka's schemas; maximums are at most what this gateway can read.
 */
final class AdvertisedApis {
    private static final ApiVersionCollection OURS =
            visible(ApiVersionsResponse.filterApis(ListenerType.BROKER, false, false));

    /** By version. Whoever comes is told the same. */
    private static final byte[][] BEFORE_AUTHENTICATION = before();

    private AdvertisedApis() {}

    private static byte[][] before() {
        byte[][] answers = new byte[ApiKeys.API_VERSIONS.latestVersion() + 1][];
        for (short version = 0; version < answers.length; version++) {
            var answer = new ApiVersionsResponseData().setApiKeys(OURS.duplicate());
            answers[version] = ByteBufUtil.getBytes(Wire.response(ApiKeys.API_VERSIONS, version, 0, answer));
        }
        return answers;
    }

    /** Before it is known whose broker will answer: what a broker of this Kafka has, without its features. */
    static ByteBuf beforeAuthentication(RequestHeader header, ByteBuffer body) {
        if (!header.isApiVersionSupported()) {
            return unsupported(header);
        }
        short version = header.apiVersion();
        var request =
                new ApiVersionsRequest(new ApiVersionsRequestData(new ByteBufferAccessor(body), version), version);
        if (request.isValid()) {
            // The correlation id is all that an answer's header has, in every version of this API.
            return Unpooled.copiedBuffer(BEFORE_AUTHENTICATION[version])
                    .setInt(Wire.LENGTH_PREFIX, header.correlationId());
        }
        var refusal = request.getErrorResponse(0, Errors.INVALID_REQUEST.exception());
        return Wire.response(ApiKeys.API_VERSIONS, version, header.correlationId(), refusal.data());
    }

    /** As brokers do: an answer of version 0 that says which versions there are. */
    static ByteBuf unsupported(RequestHeader header) {
        var response = new ApiVersionsRequest(new ApiVersionsRequestData(), (short) 0, header.apiVersion())
                .getErrorResponse(0, Errors.UNSUPPORTED_VERSION.exception());
        return Wire.response(ApiKeys.API_VERSIONS, (short) 0, header.correlationId(), response.data());
    }

    /** A broker's own answer without what it doesn't do for tenants. */
    static ApiVersionsResponseData filter(ApiVersionsResponseData answer) {
        return answer.setApiKeys(visible(answer.apiKeys()));
    }

    private static ApiVersionCollection visible(ApiVersionCollection apis) {
        var result = new ApiVersionCollection();
        for (ApiVersion api : apis) {
            if (ApiRules.visible(api.apiKey())) {
                short latest = ApiKeys.forId(api.apiKey()).latestVersion();
                result.add(api.duplicate().setMaxVersion((short) Math.min(api.maxVersion(), latest)));
            }
        }
        return result;
    }
}
