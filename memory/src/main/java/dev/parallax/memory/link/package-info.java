/**
 * Links between two processes: leases of each other's buffers, and what goes with them.
 *
 * <p>Whoever writes an arena keeps the counts of its slots on its own heap. The other side holds
 * leases and gives them back in a file that only it writes. So nothing leaks when a process is
 * killed at any instruction, and a hostile one can lie only about what it was lent.
 */
@NullMarked
package dev.parallax.memory.link;

import org.jspecify.annotations.NullMarked;
