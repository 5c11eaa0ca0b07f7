package org.integrand.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.integrand.engine.run.Cancellation;

/// Ctrl-C as a request. The Java machine answers an interrupt signal by running its shutdown hooks and then
/// ends with 130 (128 + SIGINT); the hook here asks the computation to stop and gives it time to write down
/// what it has.
public final class Interrupt implements Cancellation {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    private Interrupt() {}

    /// An interrupt that nobody triggers, for runs inside another program.
    public static Interrupt never() {
        return new Interrupt();
    }

    /// An interrupt that the process's Ctrl-C triggers.
    public static Interrupt install() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::stop, "interrupt"));
        return interrupt;
    }

    /// Asks to stop, and waits until [#finished] was called or patience ends.
    private void stop() {
        requested = true;
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                System.err.println("integrand: did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks to stop without waiting.
    public void request() {
        requested = true;
    }

    /// Tells the hook that everything is written.
    public void finished() {
        finished.countDown();
    }

    @Override
    public boolean requested() {
        return requested;
    }
}
