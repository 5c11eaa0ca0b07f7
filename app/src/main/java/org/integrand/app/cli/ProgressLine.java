package org.integrand.app.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.integrand.engine.run.Progress;
import org.jspecify.annotations.Nullable;

/// A progress bar with the time that is left, drawn on a terminal once the work has taken two seconds.
final class ProgressLine implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WHOLE = 1000;

    private final Console console;
    private final boolean shown;
    private final long began = System.nanoTime();
    private @Nullable ProgressBar bar;

    ProgressLine(Console console, boolean wanted) {
        this.console = console;
        this.shown = wanted && console.terminal();
    }

    @Override
    public void at(double fraction, String state) {
        if (!shown) return;
        var current = bar;
        if (current == null) {
            if (System.nanoTime() - began < PATIENCE.toNanos()) return;
            current = begin();
            bar = current;
        }
        current.stepTo(Math.round(Math.clamp(fraction, 0, 1) * WHOLE));
        current.setExtraMessage(state);
    }

    private ProgressBar begin() {
        return new ProgressBarBuilder()
                .setInitialMax(WHOLE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .startsFrom(0, Duration.ofNanos(System.nanoTime() - began))
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), 100))
                .build();
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
