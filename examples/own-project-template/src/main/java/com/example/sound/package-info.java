/**
 * Elements for sound. The processor writes the class SoundElements with a builder for each of them.
 */
@ElementLibrary(name = "SoundElements")
package com.example.sound;

import dev.parallax.annotations.ElementLibrary;
