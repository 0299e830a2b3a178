package sound;

// snippet: recording
import dev.parallax.annotations.PipelineSpec;

@PipelineSpec(
    """
    audiotestsrc name=tone num-buffers=${buffers} ! gain name=level gain=0.5
      ! wavenc ! filesink location=${folder}/tone.wav
    """)
public interface Recording {
  static void main(String[] args) {
    try (RecordingPipeline recording = new RecordingPipeline(20, args[0])) {
      recording.level().gain(2.0); // a setter of a live property: also while it runs
      recording.run();
      System.out.println(recording.level().gain() + " " + recording.plans());
    }
  }
}
// end snippet
