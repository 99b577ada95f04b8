package dev.weir.gateway.http.produce;

import java.io.ByteArrayOutputStream;

/**
 * Cuts a stream of bytes into JSON values that stand one behind the other (RFC 8259, without a separator or with white
 * space). Looks only at brackets and strings: whether what is between them is JSON is for others to say, so that one
 * that isn't spoils nothing behind it. A line break inside of a string, which JSON forbids, ends the value: who forgot a
 * quotation mark loses one record. Values that grow too large are passed over, and told as such.
 */
final class RecordSplitter {
    /** Hears of each value when its last byte has come. */
    interface Values {
        /** A whole value. */
        void value(byte[] json);

        /** A value that was too large to keep. */
        void tooLarge();
    }

    private final Values values;
    private final int largest;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int depth;
    private boolean inside;
    private boolean quoted;
    private boolean escaped;
    private boolean overflown;

    RecordSplitter(int largest, Values values) {
        this.largest = largest;
        this.values = values;
    }

    void feed(byte[] bytes) {
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            byte next = bytes[at];
            if (quoted) {
                inString(next);
                if (next == '\n') {
                    keep(bytes, start, at + 1);
                    emit();
                }
                continue;
            }
            if (depth == 0 && inside && endsWord(next)) {
                keep(bytes, start, at);
                emit();
            }
            if (!inside) {
                if (isSpace(next)) {
                    continue;
                }
                inside = true;
                start = at;
            }
            structure(next);
            if (depth == 0 && (next == '}' || next == ']')) {
                keep(bytes, start, at + 1);
                emit();
            }
        }
        if (inside) {
            keep(bytes, start, bytes.length);
        }
    }

    private void inString(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            quoted = false;
        }
    }

    private void structure(byte next) {
        switch (next) {
            case '"' -> quoted = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth = Math.max(0, depth - 1);
            default -> {}
        }
    }

    /** Outside of objects there are only words and numbers, which white space or another value ends. */
    private static boolean endsWord(byte next) {
        return isSpace(next) || next == '{' || next == '[';
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private void keep(byte[] bytes, int from, int to) {
        if (overflown || kept.size() + (to - from) > largest) {
            overflown = true;
            kept.reset();
        } else {
            kept.write(bytes, from, to - from);
        }
    }

    private void emit() {
        boolean lost = overflown;
        byte[] json = kept.toByteArray();
        kept.reset();
        inside = false;
        quoted = false;
        escaped = false;
        depth = 0;
        overflown = false;
        if (lost) {
            values.tooLarge();
        } else {
            values.value(json);
        }
    }

    /** No more bytes come. What was begun is told as it is. */
    void end() {
        if (inside) {
            emit();
        }
    }

    /** How many bytes it keeps of a value that hasn't ended. */
    int kept() {
        return kept.size();
    }

    /** Whether a value has begun and not ended. */
    boolean isUnfinished() {
        return inside;
    }
}
