package dev.weir.gateway.http.grouped;

import dev.weir.gateway.http.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * The id of an event of a group's stream.
 *
 * @param stream which one
 * @param number of the event in it
 * @param partition of its record
 * @param next offset behind its record
 */
record EventId(String stream, long number, TopicPartition partition, long next) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f-]{36})/(\\d{1,18})/([a-zA-Z0-9._-]{1,249})/(\\d{1,9})/(\\d{1,18})");

    static EventId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Problem.Malformed("This is no id of an event of a group's stream.").asException();
        }
        return new EventId(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                new TopicPartition(matcher.group(3), Integer.parseInt(matcher.group(4))),
                Long.parseLong(matcher.group(5)));
    }

    String text() {
        return stream + "/" + number + "/" + partition.topic() + "/" + partition.partition() + "/" + next;
    }
}
