/** Elements that shape the graph: queue, tee, funnel, capsfilter, identity. */
@NullMarked
package dev.parallax.elements.std.flow;

import org.jspecify.annotations.NullMarked;
