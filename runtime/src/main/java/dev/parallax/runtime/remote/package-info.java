/**
 * Elements that run in another process: the host's side, which takes the place of the element's
 * adapter, and the side that drives the adapter itself.
 */
@NullMarked
package dev.parallax.runtime.remote;

import org.jspecify.annotations.NullMarked;
