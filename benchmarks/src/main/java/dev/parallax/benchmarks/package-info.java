/** JMH benchmarks of the parts that every buffer passes, and of negotiation. */
@NullMarked
package dev.parallax.benchmarks;

import org.jspecify.annotations.NullMarked;
