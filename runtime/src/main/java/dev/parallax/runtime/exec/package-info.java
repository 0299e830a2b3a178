/** The executor: planner, domains, nodes, links. Internal. */
@NullMarked
package dev.parallax.runtime.exec;

import org.jspecify.annotations.NullMarked;
