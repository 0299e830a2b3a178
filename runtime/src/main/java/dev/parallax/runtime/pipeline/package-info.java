/** Pipelines: graph, states, messages, snapshots, pictures. */
@NullMarked
package dev.parallax.runtime.pipeline;

import org.jspecify.annotations.NullMarked;
