/**
 * The {@code parallax} command. {@code Main} hands its words to {@code Cli}.
 *
 * <ul>
 *   <li>Words: {@code Command} is the table of commands and options, from which {@code Arguments}
 *       reads them, {@code Help} explains them and {@code Completion} completes them.
 *   <li>{@code launch}: {@code Launch} runs a pipeline; {@code Reporter} tells of it, as {@code
 *       ConsoleReporter} or {@code JsonReporter}; {@code StopSignals} ends it; {@code Isolated} and
 *       {@code Processes} say what runs in sandboxes.
 *   <li>{@code top}: {@code StatusServer} of a running pipeline answers with a {@code Status} from
 *       {@code StatusSource}; {@code TopCommand} asks by {@code StatusReader} and draws a {@code
 *       TopTable} on a {@code TopScreen}.
 *   <li>{@code inspect}, {@code list}: {@code ElementPage} and {@code ElementList}; {@code
 *       ElementDocuments} makes the committed pages of the same.
 *   <li>{@code check}: {@code Check} reads {@code PipelinesInFiles}.
 *   <li>Ends: {@code Failure} and {@code ExitCode}.
 * </ul>
 */
@NullMarked
package dev.parallax.launch;

import org.jspecify.annotations.NullMarked;
