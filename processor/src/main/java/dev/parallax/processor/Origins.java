package dev.parallax.processor;

import java.io.IOException;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/** Tells where a class is declared, for messages: {@code Gain.java:14}. */
final class Origins {
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
        line =
            DeclarationLine.of(
                source.getCharContent(true).toString(), type.getSimpleName().toString());
      }
    } catch (IOException | RuntimeException e) {
      // A compiler that does not show its sources (ECJ): the file name must do.
      line = 0;
    }
    return line == 0 ? file : file + ":" + line;
  }
}
