package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.gateway.admission.ExampleAdmission;
import dev.weir.gateway.admission.Exceeded;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of each API that isn't simply passed, in each of its versions, one file each: {@code -Dweir.golden.write=true} writes them
 * anew. After an upgrade of Kafka their differences show what there is to think about.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("weir.golden.write");
    private static final int CORRELATION_ID = 42;
    private static final int BROKERS = 1;
    /** Passed, but for some requests, or with a change. */
    private static final Set<ApiKeys> CHANGED = EnumSet.of(ApiKeys.PRODUCE, ApiKeys.FETCH, ApiKeys.SHARE_FETCH);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Arguments> policed() {
        return Arrays.stream(ApiKeys.values())
                .filter(api -> api.hasValidVersion() && isPoliced(api))
                .flatMap(api -> IntStream.rangeClosed(api.oldestVersion(), api.latestVersion())
                        .filter(version -> isSent(api, (short) version))
                        .mapToObj(version -> Arguments.of(api, (short) version)));
    }

    private static boolean isPoliced(ApiKeys api) {
        return switch (ApiRules.of(api)) {
            case POLICE, REFUSE -> true;
            case PASS, LOCAL -> Creation.concerns(api.id) || CHANGED.contains(api);
        };
    }

    /** Not those that no client could send. */
    private static boolean isSent(ApiKeys api, short version) {
        try {
            return ApiRules.of(api) != Rule.REFUSE
                    || GoldenExamples.refused(api)
                            .map(request -> Wire.request(api, version, CORRELATION_ID, request))
                            .isPresent();
        } catch (UnsupportedVersionException e) {
            return false;
        }
    }

    private static Path file(ApiKeys api, short version) {
        return FOLDER.resolve(api.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-v" + version + ".json");
    }

    @ParameterizedTest
    @MethodSource("policed")
    void requestsAndAnswersAreAsInTheirFile(ApiKeys api, short version) throws Exception {
        String now = written(record(api, version));
        Path file = file(api, version);
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
        }
        assertThat(file)
                .as("write it with -Dweir.golden.write=true and read it")
                .exists();
        assertThat(now).isEqualTo(Files.readString(file));
    }

    @Test
    void noFileIsLeftOver() throws IOException {
        List<Path> expected = policed()
                .map(arguments ->
                        file((ApiKeys) arguments.get()[0], (short) arguments.get()[1]))
                .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static ObjectNode record(ApiKeys api, short version) throws Exception {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        if (ApiRules.of(api) == Rule.REFUSE) {
            record.set(
                    "refused", request(api, version, GoldenExamples.refused(api).orElseThrow()));
            return record;
        }
        record.set("allowed", request(api, version, GoldenExamples.allowed(api, version)));
        if (api == ApiKeys.PRODUCE) {
            record.set("clusterIsFull", whenFull(version, GoldenExamples.produce(version, (short) -1)));
            record.set("clusterIsFullWithoutAcks", whenFull(version, GoldenExamples.produce(version, (short) 0)));
        }
        for (ApiMessage forbidden : GoldenExamples.forbidden(api, version)) {
            record.withArray("forbidden").add(request(api, version, forbidden));
        }
        if (Creation.concerns(api.id)) {
            record.set("overTheLimit", overTheLimit(api, version, GoldenExamples.allowed(api, version)));
        }
        GoldenExamples.answer(api, version).ifPresent(answer -> record.set("answer", answer(api, version, answer)));
        return record;
    }

    private static ObjectNode request(ApiKeys api, short version, ApiMessage request) {
        ByteBuf frame = Wire.request(api, version, CORRELATION_ID, request);
        ReplicationFactor.lower(frame, () -> BROKERS);
        FetchSize.bound(frame, ExampleAdmission.full());
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("asked", json(request, version));
        switch (RequestJudge.judge(frame)) {
            case Verdict.Forward(), Verdict.ForwardUnanswered() ->
                record.set("forwarded", json(read(frame).data(), version));
            case Verdict.ForwardAndFilter _ ->
                record.set("forwardedToFilterTheAnswer", json(read(frame).data(), version));
            case Verdict.Answer(ByteBuf answer) -> record.set("answered", answered(api, version, answer));
            case Verdict.Close(String reason) -> record.put("closed", reason);
        }
        return record;
    }

    private static ObjectNode whenFull(short version, ApiMessage request) {
        ByteBuf frame = Wire.request(ApiKeys.PRODUCE, version, CORRELATION_ID, request);
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        switch (Objects.requireNonNull(StorageGate.refusal(frame, ExampleAdmission.full()))) {
            case Verdict.Answer(ByteBuf answer) -> record.set("answered", answered(ApiKeys.PRODUCE, version, answer));
            case Verdict.Close(String reason) -> record.put("closed", reason);
            case Verdict.Forward _, Verdict.ForwardUnanswered _, Verdict.ForwardAndFilter _ ->
                throw new AssertionError("a full cluster takes records");
        }
        return record;
    }

    private static AbstractRequest read(ByteBuf frame) {
        ByteBuffer content = Wire.content(frame);
        RequestHeader header = RequestHeader.parse(content);
        return AbstractRequest.parseRequest(header.apiKey(), header.apiVersion(), new ByteBufferAccessor(content))
                .request;
    }

    private static JsonNode answered(ApiKeys api, short version, ByteBuf answer) {
        var header = new RequestHeader(api, version, "golden", CORRELATION_ID);
        return json(AbstractResponse.parseResponse(Wire.content(answer), header).data(), version);
    }

    private static ObjectNode overTheLimit(ApiKeys api, short version, ApiMessage request) {
        ByteBuf refusal = Creation.read(Wire.request(api, version, CORRELATION_ID, request))
                .refusal(new Exceeded("partitions", 10, 9, 2));
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("answered", answered(api, version, refusal));
        return record;
    }

    private static ObjectNode answer(ApiKeys api, short version, ApiMessage ofBroker) {
        ByteBuf frame = Wire.response(api, version, CORRELATION_ID, ofBroker);
        ByteBuf filtered = AnswerFilter.apply(new Pending.Filter(api, version, CORRELATION_ID), Wire.content(frame));
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("ofTheBroker", json(ofBroker, version));
        record.set("toTheClient", answered(api, version, filtered));
        return record;
    }

    private static JsonNode json(ApiMessage message, short version) {
        try {
            return (JsonNode) Class.forName(message.getClass().getName() + "JsonConverter")
                    .getMethod("write", message.getClass(), short.class)
                    .invoke(null, message, version);
        } catch (InvocationTargetException e) {
            throw new AssertionError(message + " in version " + version, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Kafka writes no JSON of " + message.getClass(), e);
        }
    }

    private static String written(ObjectNode record) throws IOException {
        var indenter = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter))
                        .writeValueAsString(record)
                + "\n";
    }
}
