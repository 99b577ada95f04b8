package dev.weir.benchmarks.operator;

import dev.weir.benchmarks.operator.AuditLog.Write;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How one cluster was made, as the API server saw it.
 *
 * @param ready from when it was asked for to when its status said that it serves
 * @param own what the operator took of that: until the brokers were asked for, and from when the kubelet said that they
 *     serve. In between Kubernetes and the broker work.
 */
record Making(Duration ready, Duration own) {
    private static final String ADMINISTRATOR = "admin";

    static Making of(List<Write> writes, String cluster) {
        Write asked = first(writes, cluster + " asked for", each -> each.is(ADMINISTRATOR, "tenantclusters", cluster));
        Write brokers =
                first(writes, cluster + "'s StatefulSet", each -> each.is(AuditLog.OPERATOR, "statefulsets", cluster));
        Write told = last(
                writes, cluster + "'s status", each -> each.is(AuditLog.OPERATOR, "tenantclusters/status", cluster));
        Write serves = last(
                writes,
                cluster + "'s pod",
                each -> each.is(AuditLog.KUBELET, "pods/status", cluster + "-0")
                        && each.done().isBefore(told.done()));
        Duration before = Duration.between(asked.done(), brokers.done());
        Duration after = Duration.between(serves.done(), told.done());
        return new Making(between(asked.began(), told.done()), before.plus(after));
    }

    private static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    private static Write first(List<Write> writes, String what, Predicate<Write> wanted) {
        return found(writes.stream().filter(wanted).findFirst(), what);
    }

    private static Write last(List<Write> writes, String what, Predicate<Write> wanted) {
        return found(writes.stream().filter(wanted).reduce((_, later) -> later), what);
    }

    private static Write found(Optional<Write> write, String what) {
        return write.orElseThrow(
                () -> new BenchmarkFailedException("the API server's audit log doesn't tell of " + what));
    }
}
