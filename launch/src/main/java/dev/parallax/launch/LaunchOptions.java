package dev.parallax.launch;

import dev.parallax.runtime.remote.RestartPolicy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@code parallax launch}.
 *
 * @param pipeline pipeline string
 * @param convert whether converters may be inserted
 * @param isolation which elements run in processes of their own
 * @param words names of elements that were given, to be checked
 * @param restarts what is done when such a process ends by itself
 * @param plugins folders of plugins
 * @param part what of the streams is wanted; null: all
 * @param eosTimeoutMs how long the streams may take to end after the first signal; 0: for ever
 * @param progress progress even without a terminal
 * @param json JSON lines in place of text
 * @param verbosity how much to say
 */
record LaunchOptions(
    String pipeline,
    boolean convert,
    Isolated isolation,
    ElementWords words,
    RestartPolicy restarts,
    List<Path> plugins,
    @Nullable StreamPart part,
    long eosTimeoutMs,
    boolean progress,
    boolean json,
    ConsoleReporter.Verbosity verbosity) {}
