/** Annotation processors: from an annotated class to its adapter, typed builder and catalog row. */
@NullMarked
package dev.parallax.processor;

import org.jspecify.annotations.NullMarked;
