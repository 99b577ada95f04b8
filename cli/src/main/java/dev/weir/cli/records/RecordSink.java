package dev.weir.cli.records;

import java.util.List;

/** Takes records into one topic. */
sealed interface RecordSink extends AutoCloseable permits KafkaSink, HttpSink {
    /** Returns when the records are taken over, not yet when they are acknowledged; fails if earlier ones failed. */
    void send(List<Line> lines);

    /** Waits for all acknowledgements. */
    Acknowledged finish();

    @Override
    void close();
}
