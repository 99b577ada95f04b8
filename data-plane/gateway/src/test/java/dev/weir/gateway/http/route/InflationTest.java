package dev.weir.gateway.http.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.gateway.http.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InflationTest {
    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Feeds so many bytes at a time and takes out so many. */
    private static byte[] inflate(Inflation inflation, byte[] wire, int fed, int taken) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < wire.length; at += fed) {
            inflation.feed(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + fed)));
            for (byte[] piece = inflation.next(taken); piece.length > 0; piece = inflation.next(taken)) {
                out.writeBytes(piece);
            }
        }
        inflation.requireEnd();
        return out.toByteArray();
    }

    @Property(tries = 200)
    void whateverWasCompressedComesOutHoweverItCame(
            @ForAll @Size(max = 3000) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 300) int fed,
            @ForAll @IntRange(min = 1, max = 5000) int taken)
            throws IOException {
        var twice = new ByteArrayOutputStream();
        twice.writeBytes(gzip(bytes));
        twice.writeBytes(gzip(bytes));
        byte[] doubled = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, doubled, bytes.length, bytes.length);
        assertThat(inflate(Inflation.gzip(), twice.toByteArray(), fed, taken)).isEqualTo(doubled);
        var deflated = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(bytes);
        }
        assertThat(inflate(Inflation.zlib(), deflated.toByteArray(), fed, taken))
                .isEqualTo(bytes);
    }

    @Test
    void namesAndCommentsInTheHeaderArePassedOver() throws IOException {
        byte[] plain = gzip("hello".getBytes(UTF_8));
        var named = new ByteArrayOutputStream();
        named.write(plain, 0, 3);
        named.write(2 | 4 | 8 | 16);
        named.write(plain, 4, 6);
        named.writeBytes(new byte[] {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 1, 2});
        named.write(plain, 10, plain.length - 10);
        for (int fed = 1; fed < 40; fed++) {
            assertThat(inflate(Inflation.gzip(), named.toByteArray(), fed, 100)).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void whatIsMissingOrChangedIsNoticed() throws IOException {
        byte[] whole = gzip("hello, hello, hello".getBytes(UTF_8));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ProblemException.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> inflate(Inflation.gzip(), cut, 7, 100));
        }
        for (int changed : new int[] {0, 1, 2, whole.length - 6, whole.length - 2}) {
            byte[] spoilt = whole.clone();
            spoilt[changed] ^= 0x55;
            assertThatExceptionOfType(ProblemException.class)
                    .as("another byte %d", changed)
                    .isThrownBy(() -> inflate(Inflation.gzip(), spoilt, 7, 100));
        }
        assertThat(inflate(Inflation.gzip(), whole, 7, 100)).isEqualTo("hello, hello, hello".getBytes(UTF_8));
    }
}
