package dev.weir.gateway.http.upstream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Does one thing after the other, in the order in which they were given, on a thread only while there is something. */
public final class Serial implements Executor {
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable work) {
        queue.add(work);
        if (waiting.getAndIncrement() == 0) {
            Thread.ofVirtual().name("weir-http-send").start(this::drain);
        }
    }

    private void drain() {
        int seen = waiting.get();
        while (seen > 0) {
            for (int done = 0; done < seen; done++) {
                Runnable work = queue.poll();
                if (work != null) {
                    work.run();
                }
            }
            seen = waiting.addAndGet(-seen);
        }
    }
}
