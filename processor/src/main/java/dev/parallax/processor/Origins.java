package dev.parallax.processor;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/** Tells where a class is declared, for messages: {@code Gain.java:14}. */
final class Origins {
  /** Comments and literals, so that a class is not found in them. */
  private static final Pattern NOISE =
      Pattern.compile(
          "//[^\\n]*|/\\*[\\s\\S]*?\\*/|\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'");

  private Origins() {}

  /** File and, if the compiler shows the source, line. */
  static String of(Elements elements, TypeElement type) {
    Element top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    String file = top.getSimpleName() + ".java";
    int line = 0;
    try {
      JavaFileObject source = elements.getFileObjectOf(type);
      if (source != null && source.getKind() == JavaFileObject.Kind.SOURCE) {
        String name = source.getName().replace('\\', '/');
        file = name.substring(name.lastIndexOf('/') + 1);
        line = line(source.getCharContent(true).toString(), type.getSimpleName().toString());
      }
    } catch (IOException | RuntimeException e) {
      // A compiler that does not show its sources (ECJ): the file name must do.
      line = 0;
    }
    return line == 0 ? file : file + ":" + line;
  }

  /** Line of the declaration of the class, from 1; 0 if it is not there. */
  static int line(String source, String className) {
    Matcher noise = NOISE.matcher(source);
    StringBuilder code = new StringBuilder(source);
    while (noise.find()) {
      for (int i = noise.start(); i < noise.end(); i++) {
        if (code.charAt(i) != '\n') {
          code.setCharAt(i, ' ');
        }
      }
    }
    Matcher declaration =
        Pattern.compile("\\bclass\\s+" + Pattern.quote(className) + "\\b").matcher(code);
    if (!declaration.find()) {
      return 0;
    }
    return 1 + (int) code.substring(0, declaration.start()).chars().filter(c -> c == '\n').count();
  }
}
