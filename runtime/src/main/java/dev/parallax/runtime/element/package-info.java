/** What authors of elements use: views, emitters, ports, context, events. */
@NullMarked
package dev.parallax.runtime.element;

import org.jspecify.annotations.NullMarked;
