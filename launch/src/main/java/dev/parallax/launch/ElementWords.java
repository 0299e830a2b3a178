package dev.parallax.launch;

import dev.parallax.model.diag.NearMisses;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.Catalogs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words of options that stand for elements. One that stands for none is mistyped, and would have an
 * element run where its user does not want it.
 *
 * @param command whose options they are
 * @param pipeline pipeline string
 * @param convert whether converters may come to the elements of the pipeline
 * @param words all that were given
 */
record ElementWords(Command command, String pipeline, boolean convert, List<Word> words) {
  private static final String TRUST = "--trust";

  /**
   * A name or a pattern of names.
   *
   * @param option that it was given to
   * @param text as it was given
   */
  record Word(String option, String text) {
    private boolean standsForOneOf(Collection<String> names) {
      return Isolated.patterns(text, word -> true).stream()
          .anyMatch(p -> names.stream().anyMatch(name -> p.matcher(name).matches()));
    }
  }

  static ElementWords of(Arguments given) {
    List<Word> words = new ArrayList<>();
    for (String option : List.of("--isolate", TRUST)) {
      given.values(option).forEach(list -> add(words, option, list));
    }
    for (String group : given.values("--group")) {
      add(words, "--group", group.substring(group.indexOf('=') + 1));
    }
    return new ElementWords(
        given.command(),
        PipelineWords.join(given.operands()),
        given.has("--convert"),
        List.copyOf(words));
  }

  private static void add(List<Word> words, String option, String list) {
    Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(text -> words.add(new Word(option, text)));
  }

  /**
   * Before anything of the pipeline runs.
   *
   * @throws UsageException for a word that stands for no element
   */
  void check(Pipeline parsed) throws UsageException {
    if (words.isEmpty()) {
      return;
    }
    Set<String> own = new LinkedHashSet<>(parsed.elements());
    for (PipelineText.Element element : PipelineParser.parse(pipeline).elements()) {
      own.add(element.factory());
    }
    for (Word word : words) {
      if (!word.standsForOneOf(own) && !word.standsForOneOf(more(word))) {
        throw new UsageException(command, refusal(word, own));
      }
    }
  }

  /** A plugin's jar is trusted by any name that is in it. */
  private Collection<String> more(Word word) {
    Set<String> more = new LinkedHashSet<>();
    if (convert || word.option().equals(TRUST)) {
      more.addAll(Catalogs.names());
    }
    if (word.option().equals(TRUST)) {
      Catalogs.all().forEach(catalog -> more.add(catalog.library()));
    }
    return more;
  }

  private static String refusal(Word word, Set<String> own) {
    String near = NearMisses.hint(word.text().replace("*", ""), own);
    return word.option()
        + ": "
        + word.text()
        + " stands for no element of the pipeline; "
        + (near.isEmpty() ? "its elements are " + String.join(", ", own) : near);
  }
}
