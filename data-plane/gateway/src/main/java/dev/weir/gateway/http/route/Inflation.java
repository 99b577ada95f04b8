package dev.weir.gateway.http.route;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes a body's compression as it comes: gzip (RFC 1952, members one after the other too), or what HTTP calls deflate,
 * which is zlib's form (RFC 1950). A few bytes may become many: they come out in pieces of a given size.
 */
final class Inflation implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int TRAILER_BYTES = 8;

    private enum State {
        HEADER,
        BODY,
        TRAILER,
        BETWEEN
    }

    private final boolean gzip;
    private final Inflater inflater;
    private final CRC32 sum = new CRC32();
    private State state;
    private byte[] input = NOTHING;
    private int at;

    private Inflation(boolean gzip) {
        this.gzip = gzip;
        this.inflater = new Inflater(gzip);
        this.state = State.BETWEEN;
    }

    static Inflation gzip() {
        return new Inflation(true);
    }

    static Inflation zlib() {
        return new Inflation(false);
    }

    void feed(byte[] wire) {
        int rest = state == State.BODY ? inflater.getRemaining() : input.length - at;
        byte[] joined = Arrays.copyOf(rest == 0 ? wire : tail(rest), rest + wire.length);
        System.arraycopy(wire, 0, joined, rest, wire.length);
        input = joined;
        at = 0;
        if (state == State.BODY) {
            inflater.setInput(input);
        }
    }

    private byte[] tail(int length) {
        return Arrays.copyOfRange(input, input.length - length, input.length);
    }

    /** The next piece; empty when there is none before more is fed. A problem for what isn't compressed as was said. */
    byte[] next(int most) {
        try {
            byte[] piece = NOTHING;
            boolean goesOn = true;
            while (goesOn && piece.length == 0) {
                switch (state) {
                    case BETWEEN -> goesOn = begin();
                    case HEADER -> goesOn = header();
                    case BODY -> {
                        piece = inflate(most);
                        goesOn = piece.length > 0 || state != State.BODY;
                    }
                    case TRAILER -> goesOn = trailer();
                }
            }
            return piece;
        } catch (DataFormatException _) {
            throw malformed();
        }
    }

    private boolean begin() {
        if (at == input.length) {
            return false;
        }
        state = gzip ? State.HEADER : State.BODY;
        inflater.reset();
        sum.reset();
        if (!gzip) {
            inflater.setInput(input, at, input.length - at);
        }
        return true;
    }

    private boolean header() {
        int length = GzipHeader.length(input, at);
        if (length < 0) {
            return false;
        }
        at += length;
        state = State.BODY;
        inflater.setInput(input, at, input.length - at);
        return true;
    }

    private byte[] inflate(int most) throws DataFormatException {
        byte[] piece = new byte[most];
        int count = inflater.inflate(piece);
        if (inflater.needsDictionary()) {
            throw malformed();
        }
        sum.update(piece, 0, count);
        if (count == 0 && inflater.finished()) {
            at = input.length - inflater.getRemaining();
            state = gzip ? State.TRAILER : State.BETWEEN;
        }
        return count == most ? piece : Arrays.copyOf(piece, count);
    }

    private boolean trailer() {
        if (input.length - at < TRAILER_BYTES) {
            return false;
        }
        ByteBuffer trailer = ByteBuffer.wrap(input, at, TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.getInt() != (int) sum.getValue() || trailer.getInt() != (int) inflater.getBytesWritten()) {
            throw malformed();
        }
        at += TRAILER_BYTES;
        state = State.BETWEEN;
        return true;
    }

    /** Nothing more comes: a problem if something is missing. */
    void requireEnd() {
        if (state != State.BETWEEN) {
            throw new Problem.Malformed("The compressed body ends too early.").asException();
        }
    }

    /** Gives back what isn't on the heap. */
    @Override
    public void close() {
        inflater.end();
        input = NOTHING;
        at = 0;
    }

    static ProblemException malformed() {
        return new Problem.Malformed("The body isn't compressed as its Content-Encoding says.").asException();
    }
}
