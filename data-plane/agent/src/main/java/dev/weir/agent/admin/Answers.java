package dev.weir.agent.admin;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what a cluster answers, within bounds. */
public final class Answers {
    private static final long PATIENCE_SECONDS = 15;

    private Answers() {}

    /** What the cluster refuses or doesn't answer is an IOException: the caller tries again. */
    public static <T> T await(KafkaFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " seconds", e);
        }
    }
}
