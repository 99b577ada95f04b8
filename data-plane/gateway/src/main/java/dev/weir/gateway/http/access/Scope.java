package dev.weir.gateway.http.access;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a short-lived token is for: records of topics, and nothing else.
 *
 * @param topics names, or beginnings of names with a star behind
 * @param operations READ, WRITE
 */
public record Scope(List<String> topics, List<String> operations) {
    private static final Pattern RECORDS =
            Pattern.compile("/(?:kafka/)?v3/clusters/[^/]+/topics/([^/]+)(?:/partitions/[^/]+)?/records(?::batch)?");

    public Scope {
        topics = List.copyOf(topics);
        operations = List.copyOf(operations);
    }

    /** Whether the request is one for which the token is. */
    boolean allows(String method, String path) {
        Matcher records = RECORDS.matcher(path);
        String operation = method.equals("GET") ? "READ" : "WRITE";
        return records.matches() && operations.contains(operation) && covers(records.group(1));
    }

    private boolean covers(String topic) {
        return topics.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? topic.startsWith(name.substring(0, name.length() - 1))
                        : topic.equals(name));
    }
}
