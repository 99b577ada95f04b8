package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;

/** Takes out of a broker's answers what isn't the tenant's business: paths, sizes of disks, the brokers' own settings. */
final class AnswerFilter {
    private static final long UNKNOWN_BYTES = -1;
    private static final Set<String> BROKER_SETTINGS = Set.of(
            "auto.create.topics.enable",
            "compression.type",
            "default.replication.factor",
            "delete.topic.enable",
            "group.max.session.timeout.ms",
            "group.min.session.timeout.ms",
            "log.cleanup.policy",
            "log.message.timestamp.type",
            "log.retention.bytes",
            "log.retention.hours",
            "log.retention.minutes",
            "log.retention.ms",
            "log.segment.bytes",
            "max.message.bytes",
            "message.max.bytes",
            "min.insync.replicas",
            "num.partitions",
            "offsets.retention.minutes",
            "transaction.max.timeout.ms",
            "unclean.leader.election.enable");

    private AnswerFilter() {}

    /** Whether the answer to this request has to be filtered. */
    static boolean concerns(AbstractRequest request) {
        return switch (request) {
            case ApiVersionsRequest _, DescribeLogDirsRequest _ -> true;
            case DescribeConfigsRequest describe ->
                describe.data().resources().stream()
                        .anyMatch(resource -> resource.resourceType() == ConfigResource.Type.BROKER.id());
            default -> false;
        };
    }

    /** The answer as the client may see it, as a frame. */
    static ByteBuf apply(Pending.Filter request, ByteBuffer answer) {
        var reader = new ByteBufferAccessor(answer);
        var _ = new ResponseHeaderData(reader, request.api().responseHeaderVersion(request.version()));
        return Wire.response(request.api(), request.version(), request.correlationId(), filtered(request, reader));
    }

    private static ApiMessage filtered(Pending.Filter request, ByteBufferAccessor body) {
        short version = request.version();
        ApiKeys api = request.api();
        return switch (api) {
            case API_VERSIONS -> AdvertisedApis.filter(new ApiVersionsResponseData(body, version));
            case DESCRIBE_CONFIGS -> configs(new DescribeConfigsResponseData(body, version));
            case DESCRIBE_LOG_DIRS -> logDirs(new DescribeLogDirsResponseData(body, version));
            default -> throw new IllegalStateException("no filter for " + api);
        };
    }

    private static ApiMessage configs(DescribeConfigsResponseData answer) {
        answer.results().stream()
                .filter(result -> result.resourceType() == ConfigResource.Type.BROKER.id())
                .forEach(result -> result.configs().removeIf(config -> !BROKER_SETTINGS.contains(config.name())));
        return answer;
    }

    private static ApiMessage logDirs(DescribeLogDirsResponseData answer) {
        answer.results()
                .forEach(result ->
                        result.setLogDir("/data").setTotalBytes(UNKNOWN_BYTES).setUsableBytes(UNKNOWN_BYTES));
        return answer;
    }
}
