/** For generated code only: adapters, pads, factories, catalogs. */
@NullMarked
package dev.parallax.runtime.spi;

import org.jspecify.annotations.NullMarked;
