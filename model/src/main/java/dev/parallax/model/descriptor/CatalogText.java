package dev.parallax.model.descriptor;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The file {@code META-INF/parallax/elements} of a jar, version 1.0: a line with the version, then
 * a line for each element, its name, the binary name of its generated builder (whose constant
 * {@code DESCRIPTOR} is the descriptor) and of the library's facade, each separated by one space:
 *
 * <pre>
 * parallax-elements 1.0
 * gain dev.example.GainElement dev.example.ExampleElements
 * </pre>
 *
 * <p>Lines end by {@code \n}. Files of several jars may be joined: the line with the version may
 * come again and holds for what follows. Empty lines are skipped. A newer minor version may add
 * words at the end of a line, which an older reader ignores.
 */
public final class CatalogText {
  /** Place of the file in a jar. */
  public static final String RESOURCE = "META-INF/parallax/elements";

  /** Longest text that is read or written, in chars. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final String MAGIC = "parallax-elements";
  private static final int MAJOR = 1;
  private static final int MINOR = 0;
  private static final int WORDS = 3;
  private static final int MAX_WORD = 512;

  private CatalogText() {}

  /**
   * A row of a catalog.
   *
   * @param name name of the element in pipeline strings
   * @param builderName binary name of the generated builder
   * @param facadeName binary name of the library's facade
   */
  public record Row(String name, String builderName, String facadeName) {
    /** Checks the names. */
    public Row {
      if (!isWord(name, "-_.")) {
        throw new IllegalArgumentException("not a name of an element name=" + name);
      }
      if (!isClass(builderName) || !isClass(facadeName)) {
        throw new IllegalArgumentException(
            "not a binary name of a class builder=" + builderName + " facade=" + facadeName);
      }
    }
  }

  /**
   * Reads a catalog: its rows in order, equal ones once. Two rows may have one name, as joined
   * files of two libraries may; what that means is for the caller to decide.
   *
   * @throws DescriptorException if the text is not a catalog, of an unknown version, or too long
   */
  public static List<Row> parse(String text) {
    checkLength(text);
    boolean newer = DescriptorReader.isNewer(text, MAGIC, MAJOR, MINOR);
    Set<Row> rows = new LinkedHashSet<>();
    int number = 0;
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end);
      number++;
      at = end + 1;
      if (line.startsWith(MAGIC + " ")) {
        newer = DescriptorReader.isNewer(line, MAGIC, MAJOR, MINOR);
      } else if (!line.isEmpty()) {
        rows.add(row(number, line, newer));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(int number, String line, boolean newer) {
    String[] words = line.split(" ", WORDS + 1);
    if (words.length < WORDS || (words.length > WORDS && !newer)) {
      throw new DescriptorException(
          DiagnosticId.DESC_CATALOG, number, "line has not three words: element, builder, facade");
    }
    try {
      return new Row(words[0], words[1], words[2]);
    } catch (IllegalArgumentException e) {
      throw new DescriptorException(
          DiagnosticId.DESC_CATALOG, number, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes a catalog, sorted by name and builder.
   *
   * @throws DescriptorException if the text is longer than {@link #MAX_LENGTH}
   */
  public static String write(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(new LinkedHashSet<>(rows));
    sorted.sort(
        Comparator.comparing(Row::name)
            .thenComparing(Row::builderName)
            .thenComparing(Row::facadeName));
    StringBuilder out = new StringBuilder(MAGIC + " " + MAJOR + "." + MINOR + "\n");
    for (Row row : sorted) {
      out.append(row.name)
          .append(' ')
          .append(row.builderName)
          .append(' ')
          .append(row.facadeName)
          .append('\n');
    }
    String text = out.toString();
    checkLength(text);
    return text;
  }

  private static void checkLength(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new DescriptorException(
          DiagnosticId.DESC_TOO_LONG,
          0,
          "catalog is too long chars=" + text.length() + " max=" + MAX_LENGTH);
    }
  }

  private static boolean isWord(String text, String punctuation) {
    return !text.isEmpty()
        && text.length() <= MAX_WORD
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || punctuation.indexOf(c) >= 0);
  }

  private static boolean isClass(String name) {
    if (name.isEmpty() || name.length() > MAX_WORD) {
      return false;
    }
    for (String part : name.split("\\.", -1)) {
      boolean identifier =
          !part.isEmpty()
              && Character.isJavaIdentifierStart(part.charAt(0))
              && part.chars()
                  .allMatch(c -> Character.isJavaIdentifierPart(c) && ForeignText.isHarmless(c));
      if (!identifier) {
        return false;
      }
    }
    return true;
  }
}
