package dev.weir.cli.records;

import java.time.Duration;
import java.util.List;

/** Gives the records of one topic. */
sealed interface RecordSource extends AutoCloseable permits KafkaSource, HttpSource {
    /** What has come, waiting at most so long if there is nothing. */
    List<Consumed> poll(Duration patience);

    /** These were given to the user; a group goes on after them. */
    void done(List<Consumed> records);

    @Override
    void close();
}
