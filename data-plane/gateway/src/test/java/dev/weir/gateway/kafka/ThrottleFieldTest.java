package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ShareFetchRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThrottleFieldTest {
    private static final Set<ApiKeys> LATER_IN_THE_ANSWER = Set.of(ApiKeys.PRODUCE, ApiKeys.API_VERSIONS);

    private static Stream<Short> versions(ApiKeys api) {
        return IntStream.rangeClosed(api.oldestVersion(), api.latestVersion()).mapToObj(version -> (short) version);
    }

    static Stream<Short> fetch() {
        return versions(ApiKeys.FETCH);
    }

    static Stream<Short> shareFetch() {
        return versions(ApiKeys.SHARE_FETCH);
    }

    static Stream<Short> produce() {
        return versions(ApiKeys.PRODUCE);
    }

    /** All that clients may ask, in each version whose answers have the field at all. */
    static Stream<Arguments> throttled() {
        return Arrays.stream(ApiKeys.values())
                .filter(api -> ApiRules.visible(api.id))
                .flatMap(api -> versions(api)
                        .filter(version -> Arrays.stream(api.messageType.responseSchemas()[version].fields())
                                .anyMatch(field -> field.def.name.equals("throttle_time_ms")))
                        .map(version -> Arguments.of(api, version)));
    }

    @ParameterizedTest
    @MethodSource("throttled")
    void answersSayTheLongerOfBothTimes(ApiKeys api, short version) {
        if (LATER_IN_THE_ANSWER.contains(api)) {
            assertThat(ThrottleField.offset(api, version)).isZero();
        } else {
            assertThat(raised(api, version, answer(api, version, 5))).isEqualTo(700);
            assertThat(raised(api, version, answer(api, version, 900))).isEqualTo(900);
        }
    }

    private static ApiMessage answer(ApiKeys api, short version, int millis) {
        var content = new ByteBufferAccessor(ByteBuffer.allocate(1024));
        ApiMessage empty = api.messageType.newResponse();
        empty.write(content, sized(empty, version), version);
        content.flip();
        AbstractResponse answer = AbstractResponse.parseResponse(api, content, version);
        answer.maybeSetThrottleTimeMs(millis);
        return answer.data();
    }

    private static ObjectSerializationCache sized(ApiMessage message, short version) {
        var cache = new ObjectSerializationCache();
        message.size(cache, version);
        return cache;
    }

    private static int raised(ApiKeys api, short version, ApiMessage answer) {
        ByteBuf frame = Wire.response(api, version, 7, answer);
        ThrottleField.raise(frame, api, version, 700);
        return parsed(api, version, frame).throttleTimeMs();
    }

    @ParameterizedTest
    @MethodSource("produce")
    void produceAnswersSayTheLongerOfBothTimesAndAllElse(short version) {
        var partition =
                new ProduceResponseData.PartitionProduceResponse().setIndex(3).setBaseOffset(77);
        var topic = new ProduceResponseData.TopicProduceResponse()
                .setName(version < 13 ? "topic" : "")
                .setPartitionResponses(List.of(partition));
        var answer = new ProduceResponseData().setThrottleTimeMs(5);
        answer.responses().add(topic);
        ByteBuffer content = Wire.content(Wire.response(ApiKeys.PRODUCE, version, 7, answer));

        AbstractResponse raised = parsed(ApiKeys.PRODUCE, version, ThrottleField.raiseProduce(content, version, 700));

        assertThat(raised.data()).isEqualTo(answer.setThrottleTimeMs(700));
    }

    private static AbstractResponse parsed(ApiKeys api, short version, ByteBuf frame) {
        return AbstractResponse.parseResponse(Wire.content(frame), new RequestHeader(api, version, "test", 7));
    }

    @ParameterizedTest
    @MethodSource("fetch")
    void theSizeOfAFetchIsFound(short version) {
        var asked = new FetchRequestData().setMaxWaitMs(1).setMinBytes(2).setMaxBytes(50_000_000);
        ByteBuf frame = Wire.request(ApiKeys.FETCH, version, 7, asked);

        frame.setInt(FetchSize.inFetch(frame), 1_000);

        var found = (FetchRequest) request(ApiKeys.FETCH, version, frame);
        assertThat(found.maxBytes()).isEqualTo(1_000);
        assertThat(found.minBytes()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("shareFetch")
    void theSizeOfAShareFetchIsFound(short version) {
        var asked = new ShareFetchRequestData()
                .setGroupId("group")
                .setMemberId("member")
                .setMaxWaitMs(1)
                .setMinBytes(2)
                .setMaxBytes(50_000_000);
        ByteBuf frame = Wire.request(ApiKeys.SHARE_FETCH, version, 7, asked);

        frame.setInt(FetchSize.inShareFetch(frame), 1_000);

        var found = (ShareFetchRequest) request(ApiKeys.SHARE_FETCH, version, frame);
        assertThat(found.maxBytes()).isEqualTo(1_000);
        assertThat(found.minBytes()).isEqualTo(2);
    }

    private static AbstractRequest request(ApiKeys api, short version, ByteBuf frame) {
        ByteBuffer content = Wire.content(frame);
        RequestHeader.parse(content);
        return AbstractRequest.parseRequest(api, version, new ByteBufferAccessor(content)).request;
    }
}
