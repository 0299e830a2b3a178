package tones;

import dev.parallax.annotations.PipelineSpec;

/** A pipeline that does not compile. */
@PipelineSpec("fakesrc ! mask bits=256 ! fakesink")
interface Broken {}
