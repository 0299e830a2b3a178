package dev.parallax.model.descriptor;

import java.util.List;

/** How a field of an output port is decided. Fields {@code "*"} mean all. */
public sealed interface Relation {
  /** Name or template of the output port. */
  String output();

  /**
   * The fields are the same as at an input. With {@code "*"} the whole alternative is, its type and
   * memory included. If both names are templates, ports of one number go together: {@code src_2}
   * follows {@code sink_2}.
   *
   * @param input name or template of the input; empty: every input
   * @param output name or template of the output
   * @param fields names
   */
  record Same(String input, String output, List<String> fields) implements Relation {
    /** Copies the list. */
    public Same {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The field has the value of a property, unless that is 0 or empty. The field {@code "*"} means
   * the whole format: the property is the text of caps, as of a capsfilter.
   *
   * @param output name or template of the output
   * @param field name
   * @param property name
   */
  record FromProperty(String output, String field, String property) implements Relation {}

  /**
   * The fields are told when the pipeline is prepared.
   *
   * @param output name or template of the output
   * @param fields names
   */
  record FromProbe(String output, List<String> fields) implements Relation {
    /** Copies the list. */
    public FromProbe {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The fields are announced by the element while it runs.
   *
   * @param output name or template of the output
   * @param fields names
   */
  record FromStream(String output, List<String> fields) implements Relation {
    /** Copies the list. */
    public FromStream {
      fields = List.copyOf(fields);
    }
  }
}
