package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** Applies {@link ApiRules} to a request. Most pass after a look at their first bytes. */
final class RequestJudge {
    private RequestJudge() {}

    /** Leaves the frame as it is. */
    static Verdict judge(ByteBuf frame) {
        if (frame.readableBytes() < Wire.SHORTEST_REQUEST) {
            return new Verdict.Close("too short for a request");
        }
        short apiId = Wire.apiId(frame);
        short version = Wire.version(frame);
        if (!ApiKeys.hasId(apiId)) {
            return new Verdict.Close("unknown API " + apiId);
        }
        ApiKeys api = ApiKeys.forId(apiId);
        Rule rule = ApiRules.of(api);
        boolean readable = version >= 0 && version <= api.latestVersion();
        if (frame.readableBytes() > RequestSizes.most(api)) {
            return new Verdict.Close(
                    api + " of " + frame.readableBytes() + " bytes, at most " + RequestSizes.most(api));
        }
        if (rule == Rule.PASS && readable) {
            return api == ApiKeys.PRODUCE && ProduceAcks.areZero(frame, version)
                    ? new Verdict.ForwardUnanswered()
                    : Verdict.Forward.INSTANCE;
        }
        if (!readable && api != ApiKeys.API_VERSIONS) {
            return new Verdict.Close("version " + version + " of " + api);
        }
        try {
            return read(rule, api, version, Wire.content(frame));
        } catch (RuntimeException e) {
            // Kafka's parsers throw many kinds; whatever it is, nobody can answer this request.
            return new Verdict.Close("unreadable " + api + ": " + e.getClass().getSimpleName());
        }
    }

    private static Verdict read(Rule rule, ApiKeys api, short version, ByteBuffer content) {
        RequestHeader header = RequestHeader.parse(content);
        if (api == ApiKeys.API_VERSIONS && !header.isApiVersionSupported()) {
            return new Verdict.Answer(AdvertisedApis.unsupported(header));
        }
        AbstractRequest request = AbstractRequest.parseRequest(api, version, new ByteBufferAccessor(content)).request;
        Optional<ApiException> objection = switch (rule) {
            case PASS -> Optional.empty();
            case POLICE -> RequestPolice.objection(request);
            case LOCAL -> Optional.of(new IllegalSaslStateException("the connection is authenticated already"));
            case REFUSE ->
                Optional.of(new ClusterAuthorizationException(api.name + " isn't available on this service"));
        };
        if (objection.isPresent()) {
            var answer = request.getErrorResponse(0, objection.get());
            return new Verdict.Answer(Wire.response(api, version, header.correlationId(), answer.data()));
        }
        return AnswerFilter.concerns(request)
                ? new Verdict.ForwardAndFilter(new Pending.Filter(api, version, header.correlationId()))
                : Verdict.Forward.INSTANCE;
    }
}
