package dev.weir.controlplane.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.List;

/**
 * What is guessed first: zxcvbn's lists of common passwords, words and names, and what people make of them by repeating,
 * counting, walking the keyboard and writing 3 for e. Reading the lists takes longer than a signup may, so it begins
 * with the application.
 */
@Singleton
class GuessedPasswords {
    /** zxcvbn's scores go from 0 to 4; 2 is reached with a million guesses. */
    private static final int GOOD_ENOUGH = 2;
    /** The time it takes grows faster than the square of the length: 64 characters can take 2 s. */
    private static final int LOOKED_AT = 32;

    /** Soft: they are a third of what lives in memory, and nobody may sign up for hours. */
    private SoftReference<Zxcvbn> lists = new SoftReference<>(null);

    void readSoon(@Observes StartupEvent started) {
        Thread.ofVirtual().name("passwords").start(this::lists);
    }

    boolean easily(String password, List<String> personal) {
        String looked = password.length() <= LOOKED_AT ? password : password.substring(0, LOOKED_AT);
        return lists().measure(looked, personal).getScore() < GOOD_ENOUGH;
    }

    private synchronized Zxcvbn lists() {
        Zxcvbn read = lists.get();
        if (read == null) {
            read = read();
            lists = new SoftReference<>(read);
        }
        return read;
    }

    private static Zxcvbn read() {
        try {
            return new ZxcvbnBuilder()
                    .dictionaries(StandardDictionaries.loadAllDictionaries())
                    .keyboards(StandardKeyboards.loadAllKeyboards())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
