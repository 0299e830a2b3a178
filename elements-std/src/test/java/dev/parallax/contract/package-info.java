/** Elements that try every part of the contract, and the tests that run them. */
@ElementLibrary(name = "ContractElements")
@NullMarked
package dev.parallax.contract;

import dev.parallax.annotations.ElementLibrary;
import org.jspecify.annotations.NullMarked;
