package dev.parallax.processor;

/** Finds the line of a class in a source, passing over comments and literals. */
final class DeclarationLine {
  private static final String KEYWORD = "class";
  private static final String TEXT_BLOCK = "\"\"\"";

  private final String source;
  private final String className;
  private int at;
  private int line = 1;

  private DeclarationLine(String source, String className) {
    this.source = source;
    this.className = className;
  }

  /** Line of the declaration of the class, from 1; 0 if it is not there. */
  static int of(String source, String className) {
    return new DeclarationLine(source, className).find();
  }

  private int find() {
    int declared = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '/' && isNext("//")) {
        to(source.indexOf('\n', at));
      } else if (c == '/' && isNext("/*")) {
        to(source.indexOf("*/", at + 2));
        skip(2);
      } else if (c == '"' && isNext(TEXT_BLOCK)) {
        skip(TEXT_BLOCK.length());
        literal(TEXT_BLOCK);
      } else if (c == '"' || c == '\'') {
        skip(1);
        literal(c == '"' ? "\"" : "'");
      } else if (Character.isJavaIdentifierPart(c)) {
        int begin = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
          at++;
        }
        if (declared > 0 && isWord(begin, className)) {
          return declared;
        }
        declared = isWord(begin, KEYWORD) ? line : 0;
      } else {
        declared = Character.isWhitespace(c) ? declared : 0;
        skip(1);
      }
    }
    return 0;
  }

  /** Passes over the rest of a literal: one that is not a text block ends with its line. */
  private void literal(String end) {
    while (at < source.length() && !isNext(end)) {
      if (source.charAt(at) == '\n' && end.length() == 1) {
        return;
      }
      skip(source.charAt(at) == '\\' ? 2 : 1);
    }
    skip(end.length());
  }

  /** Passes over what stands before a place, or over the rest if it is not there. */
  private void to(int end) {
    skip((end < 0 ? source.length() : end) - at);
  }

  private void skip(int chars) {
    for (int i = 0; i < chars && at < source.length(); i++) {
      if (source.charAt(at++) == '\n') {
        line++;
      }
    }
  }

  private boolean isNext(String text) {
    return source.startsWith(text, at);
  }

  private boolean isWord(int begin, String word) {
    return at - begin == word.length() && source.startsWith(word, begin);
  }
}
