package dev.weir.gateway.kafka;

import dev.weir.gateway.accesslog.AccessLine;
import dev.weir.gateway.accesslog.AccessLog;
import dev.weir.gateway.metrics.ClusterMetrics;
import dev.weir.gateway.state.Authentication.Accepted;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;

/** Counts one connection's requests and answers, and logs them where that is wanted. */
final class Traffic {
    private final ClusterMetrics metrics;
    private final Accepted caller;
    private final String remote;
    private final AccessLog log;
    private final AccessLog.Concern concern;

    Traffic(Services services, Accepted caller, String remote) {
        this.metrics = services.metrics().of(caller.cluster());
        this.caller = caller;
        this.remote = remote;
        this.log = services.accessLog();
        this.concern = log.concern(caller.cluster());
    }

    ClusterMetrics metrics() {
        return metrics;
    }

    void asked(short api, int bytes) {
        metrics.api(api).received(bytes);
    }

    /** The gateway answers with an error, or ends the connection. */
    void refused(short api, ClusterMetrics.Refusal why) {
        metrics.refused(why);
        if (ApiKeys.hasId(api)) {
            metrics.api(api).failed();
        }
    }

    void unanswered(short api, short version, int bytes) {
        line(api, version, bytes, 0, 0, 0);
    }

    /** The first of the requests is answered. */
    void answered(InFlight requests, long bytes, long now, int throttled) {
        long nanos = now - requests.firstMoment();
        short api = requests.firstApi();
        metrics.api(api).answered(bytes, nanos);
        line(api, requests.firstVersion(), requests.firstLength(), bytes, nanos, throttled);
    }

    private void line(short api, short version, int asked, long bytes, long nanos, int throttled) {
        if (concern.isLogged()) {
            log.add(new AccessLine(
                    AccessLine.before(nanos),
                    caller.cluster().value(),
                    caller.credential().toString(),
                    caller.principal().value(),
                    remote,
                    ApiKeys.forId(api).name,
                    version,
                    asked,
                    bytes,
                    TimeUnit.NANOSECONDS.toMicros(nanos),
                    throttled));
        }
    }
}
