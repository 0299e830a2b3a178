/** Two elements to be tested. */
@ElementLibrary(name = "KitElements")
package com.example.kit;

import dev.parallax.annotations.ElementLibrary;
