package dev.weir.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** One thing, measured several times; durations are in milliseconds. */
public final class Sample {
    private static final double NANOS_PER_MILLI = 1e6;

    private final double[] sorted;

    private Sample(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    public static Sample ofNanos(List<Long> nanos) {
        return new Sample(
                nanos.stream().mapToDouble(value -> value / NANOS_PER_MILLI).toArray());
    }

    /** In whatever unit they are. */
    public static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return sorted.length;
    }

    public double median() {
        return quantile(0.5);
    }

    public double least() {
        return sorted[0];
    }

    public double most() {
        return sorted[sorted.length - 1];
    }

    /** Between the two nearest values, in proportion. */
    public double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
