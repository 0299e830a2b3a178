/**
 * Records in bytes: what the codecs and views that are generated for {@link
 * dev.parallax.annotations.Wire} records have in common.
 */
@NullMarked
package dev.parallax.runtime.wire;

import org.jspecify.annotations.NullMarked;
