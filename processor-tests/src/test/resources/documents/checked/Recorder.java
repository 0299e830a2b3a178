package checked;

import dev.parallax.annotations.PipelineSpec;

@PipelineSpec("""
    videotestsrc num-buffers=${pictures} ! video/x-raw,format=I420
      ! pngenc ! filesink location=${file}
    """)
interface Recorder {}
