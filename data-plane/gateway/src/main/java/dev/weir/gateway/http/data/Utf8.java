package dev.weir.gateway.http.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Tells text from other bytes. */
final class Utf8 {
    /** What stands in a text for bytes that are none. */
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static boolean is(byte[] bytes, int length) {
        // Many times as fast as a decoder, which is needed only where somebody wrote this character.
        return new String(bytes, 0, length, UTF_8).indexOf(REPLACEMENT) < 0 || decodes(bytes, length);
    }

    private static boolean decodes(byte[] bytes, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
