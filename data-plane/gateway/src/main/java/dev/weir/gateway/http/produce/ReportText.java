package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.tenants.id.ClusterId;
import org.jspecify.annotations.Nullable;

/** Writes reports on the records of one request, which differ in little. */
final class ReportText {
    private final String start;

    ReportText(ClusterId cluster, String topic) {
        this.start = "{\"error_code\":200,\"cluster_id\":" + Refusal.text(cluster.value()) + ",\"topic_name\":"
                + Refusal.text(topic) + ",\"partition_id\":";
    }

    String of(Report report) {
        return switch (report) {
            case Report.Written written -> of(written);
            case Report.Failed failed -> Refusal.text(ErrorAnswer.of(failed.problem()));
        };
    }

    private String of(Report.Written written) {
        var text = new StringBuilder(start.length() + 150).append(start).append(written.partitionId());
        if (written.offset() != null) {
            text.append(",\"offset\":").append(written.offset().longValue());
        }
        if (written.timestamp() != null) {
            text.append(",\"timestamp\":\"").append(written.timestamp()).append('"');
        }
        part(text, "key", written.key());
        part(text, "value", written.value());
        return text.append('}').toString();
    }

    private static void part(StringBuilder text, String name, Report.@Nullable Part part) {
        if (part != null) {
            text.append(",\"")
                    .append(name)
                    .append("\":{\"type\":\"")
                    .append(part.type())
                    .append("\",\"size\":")
                    .append(part.size())
                    .append('}');
        }
    }
}
