package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a class is declared, whatever stands around it. */
class DeclarationLineTest {
  @Test
  void shouldPassOverCommentsAndLiterals() {
    String source =
        """
        // class Gain
        /* class Gain
         * class Gain */
        package my; // it's
        @Doc("class Gain \\" class Gain")
        @Doc(\"""
          class Gain " class Gain
          \""")
        class Gains { char quote = '"', class_Gain = '\\''; Class<?> c = Gain.class; }
        record R(int Gain) {}
        final class // the one
          Gain {}
        class Gain {}
        """;
    assertThat(DeclarationLine.of(source, "Gain")).isEqualTo(11);
    assertThat(DeclarationLine.of(source, "Gains")).isEqualTo(9);
    assertThat(DeclarationLine.of(source, "Loss")).isZero();
  }

  @Test
  void shouldEndWhereLiteralsAndCommentsDoNot() {
    assertThat(DeclarationLine.of("\n\"open\nclass A {}", "A")).isEqualTo(3);
    assertThat(DeclarationLine.of("/* class A", "A")).isZero();
    assertThat(DeclarationLine.of("\"\"\" class A", "A")).isZero();
    assertThat(DeclarationLine.of("// class A", "A")).isZero();
    assertThat(DeclarationLine.of("\"\\", "A")).isZero();
    assertThat(DeclarationLine.of("class", "A")).isZero();
    assertThat(DeclarationLine.of("class A", "A")).isEqualTo(1);
  }
}
