package dev.weir.benchmarks.provision;

import dev.weir.benchmarks.report.Sample;
import java.util.List;
import java.util.function.Function;

/** When one tenant got how far, in nanoseconds from the start. */
final class Steps {
    private final long start = System.nanoTime();
    private long signedUp;
    private long clusterAsked;
    private long keyMade;
    private long provisioned;
    private long acknowledged;

    void signedUp() {
        signedUp = System.nanoTime() - start;
    }

    void clusterAsked() {
        clusterAsked = System.nanoTime() - start;
    }

    void keyMade() {
        keyMade = System.nanoTime() - start;
    }

    void provisioned() {
        provisioned = System.nanoTime() - start;
    }

    void acknowledged() {
        acknowledged = System.nanoTime() - start;
    }

    long signup() {
        return signedUp;
    }

    long cluster() {
        return clusterAsked - signedUp;
    }

    long key() {
        return keyMade - clusterAsked;
    }

    /** Over HTTP only: from the key to the phase PROVISIONED. */
    long waiting() {
        return provisioned - keyMade;
    }

    /** From the key, or the end of waiting, to the acknowledgement. */
    long record() {
        return acknowledged - Math.max(keyMade, provisioned);
    }

    long total() {
        return acknowledged;
    }

    static Sample sample(List<Steps> all, Function<Steps, Long> part) {
        return Sample.ofNanos(all.stream().map(part).toList());
    }
}
