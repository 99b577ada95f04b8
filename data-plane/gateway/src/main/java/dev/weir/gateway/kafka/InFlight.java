package dev.weir.gateway.kafka;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose answers are due, in their order: what to do with each answer, what was asked, how large and when.
 * Rings of plain numbers, so that a request costs no object.
 */
final class InFlight {
    private static final int FIRST_SIZE = 16;

    private @Nullable Pending[] answers = new @Nullable Pending[FIRST_SIZE];
    private int[] apis = new int[FIRST_SIZE];
    private int[] lengths = new int[FIRST_SIZE];
    private long[] moments = new long[FIRST_SIZE];
    private int head;
    private int size;

    void add(Pending answer, short api, short version, int length, long now) {
        if (size == answers.length) {
            grow();
        }
        int at = (head + size) & (answers.length - 1);
        answers[at] = answer;
        apis[at] = (api << Short.SIZE) | (version & 0xffff);
        lengths[at] = length;
        moments[at] = now;
        size++;
    }

    private void grow() {
        int larger = 2 * answers.length;
        @Nullable Pending[] all = new @Nullable Pending[larger];
        int[] allApis = new int[larger];
        int[] allLengths = new int[larger];
        long[] allMoments = new long[larger];
        for (int index = 0; index < size; index++) {
            int from = (head + index) & (answers.length - 1);
            all[index] = answers[from];
            allApis[index] = apis[from];
            allLengths[index] = lengths[from];
            allMoments[index] = moments[from];
        }
        answers = all;
        apis = allApis;
        lengths = allLengths;
        moments = allMoments;
        head = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** What becomes of the next answer. */
    @Nullable
    Pending first() {
        return size == 0 ? null : answers[head];
    }

    @Nullable
    Pending last() {
        return size == 0 ? null : answers[(head + size - 1) & (answers.length - 1)];
    }

    short firstApi() {
        return (short) (apis[head] >> Short.SIZE);
    }

    short firstVersion() {
        return (short) apis[head];
    }

    /** Bytes of the request. */
    int firstLength() {
        return lengths[head];
    }

    /** When the request was complete, by {@link System#nanoTime()}. */
    long firstMoment() {
        return moments[head];
    }

    /** The next answer is complete. */
    Pending remove() {
        Pending answer = answers[head];
        if (size == 0 || answer == null) {
            throw new IllegalStateException("an answer that nobody asked for");
        }
        answers[head] = null;
        head = (head + 1) & (answers.length - 1);
        size--;
        return answer;
    }

    void clear() {
        Arrays.fill(answers, null);
        size = 0;
    }
}
