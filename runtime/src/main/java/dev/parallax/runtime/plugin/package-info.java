/** Elements in jars that are not on the class path: read as data, run in sandboxed processes. */
@NullMarked
package dev.parallax.runtime.plugin;

import org.jspecify.annotations.NullMarked;
