package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentTest {
  @Test
  void shouldTakeTheFirstSentence() {
    assertThat(summary(" Frames sent so far. Any thread.")).isEqualTo("Frames sent so far.");
    assertThat(summary(" Version 1.5 of\n it, no end")).isEqualTo("Version 1.5 of it, no end");
    assertThat(summary(" No end\n\n <p>Another. paragraph")).isEqualTo("No end");
    assertThat(summary("")).isEmpty();
    assertThat(Comment.of(null)).isEqualTo(new Comment("", Map.of(), ""));
  }

  @Test
  void shouldShowInlineTagsAsAReaderSeesThem() {
    assertThat(summary(" As {@link #push(byte[], long, long)}, {@code a < b}."))
        .isEqualTo("As push(byte[], long, long), a < b.");
    assertThat(
            summary(" See {@link Gain#mute}, {@link Gain the element}, {@linkplain #put(int) it}."))
        .isEqualTo("See Gain.mute, the element, it.");
    assertThat(summary(" <b>Bold</b> &amp; &lt;plain&gt; {@code {@literal @}x}."))
        .isEqualTo("Bold & <plain> @x.");
    assertThat(summary(" An {@code unclosed tag")).isEqualTo("An {@code unclosed tag");
  }

  @Test
  void shouldTakeParametersAndWhatIsReturned() {
    Comment comment =
        Comment.of(
            """
             Pushes.

             @param data what goes; never
                 kept
             @param <T> type
             @param empty
             @return whether it went. Twice.
             @throws Exception never
            """);
    assertThat(comment.summary()).isEqualTo("Pushes.");
    assertThat(comment.parameters())
        .containsEntry("data", "what goes; never kept")
        .containsEntry("empty", "");
    assertThat(comment.returned()).isEqualTo("whether it went. Twice.");
  }

  @Test
  void shouldTakeTheInlineReturnForBoth() {
    Comment comment = Comment.of(" {@return frames so far} Any thread.");
    assertThat(comment.summary()).isEqualTo("Returns frames so far.");
    assertThat(comment.returned()).isEqualTo("frames so far");
  }

  private static String summary(String text) {
    return Comment.of(text).summary();
  }
}
