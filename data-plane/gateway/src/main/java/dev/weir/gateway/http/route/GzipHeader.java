package dev.weir.gateway.http.route;

/** What stands before each member's data (RFC 1952, 2.3). */
final class GzipHeader {
    private static final int FIXED = 10;
    private static final int LONGEST = 1 << 16;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int BYTE = 0xff;

    private final byte[] bytes;
    private int at;

    private GzipHeader(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    /** How long the header is; -1 while it isn't whole. A problem when it is none. */
    static int length(byte[] bytes, int start) {
        var header = new GzipHeader(bytes, start);
        header.requireMagic();
        boolean whole = header.skip();
        if (!whole && bytes.length - start > LONGEST) {
            throw Inflation.malformed();
        }
        return whole ? header.at - start : -1;
    }

    private void requireMagic() {
        require(0, MAGIC_1);
        require(1, MAGIC_2);
        require(2, DEFLATE);
    }

    private void require(int index, int value) {
        if (at + index < bytes.length && (bytes[at + index] & BYTE) != value) {
            throw Inflation.malformed();
        }
    }

    private boolean skip() {
        if (bytes.length - at < FIXED) {
            return false;
        }
        int flags = bytes[at + 3] & BYTE;
        if ((flags & RESERVED) != 0) {
            throw Inflation.malformed();
        }
        at += FIXED;
        return ((flags & EXTRA) == 0 || skipExtra())
                && ((flags & NAME) == 0 || skipText())
                && ((flags & COMMENT) == 0 || skipText())
                && ((flags & HEADER_SUM) == 0 || skip(2));
    }

    private boolean skipExtra() {
        if (bytes.length - at < 2) {
            return false;
        }
        int length = (bytes[at] & BYTE) | (bytes[at + 1] & BYTE) << Byte.SIZE;
        return skip(2 + length);
    }

    private boolean skip(int count) {
        at += count;
        return at <= bytes.length;
    }

    private boolean skipText() {
        while (at < bytes.length) {
            at++;
            if (bytes[at - 1] == 0) {
                return true;
            }
        }
        return false;
    }
}
