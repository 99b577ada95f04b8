package dev.weir.benchmarks.report;

/** What was to be measured didn't work; the message says what and where to look. */
public final class BenchmarkFailedException extends RuntimeException {
    public BenchmarkFailedException(String message) {
        super(message);
    }

    public BenchmarkFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
