/** Elements in processes of their own: the supervisor, its sandbox and the child's side. */
@NullMarked
package dev.parallax.runtime.isolation;

import org.jspecify.annotations.NullMarked;
