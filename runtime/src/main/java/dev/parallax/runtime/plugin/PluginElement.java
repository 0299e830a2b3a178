package dev.parallax.runtime.plugin;

import dev.parallax.annotations.Trust;
import dev.parallax.model.descriptor.DescriptorText;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.ForeignText;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * An element as a jar describes it. What it says of its own trust does not count: it is untrusted.
 *
 * @param text its descriptor
 * @param descriptor the same
 * @param timer whether it has a timer
 */
record PluginElement(String text, ElementDescriptor descriptor, boolean timer) {
  /** As the processor allows them. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  /** Memory of pools follows from it. */
  private static final int MAX_BOUND = 1024;

  static PluginElement of(String name, String text, boolean timer) throws IOException {
    ElementDescriptor said = DescriptorText.parse(text);
    if (!NAME.matcher(name).matches() || !said.name().equals(name)) {
      throw new IOException("element has another name in its catalog name=" + said.name());
    }
    ElementDescriptor descriptor = said.withHints(said.hints().withTrust(Trust.UNTRUSTED));
    String written = DescriptorText.write(descriptor);
    checkPrintable(written, name);
    said.properties().forEach(PluginElement::checkDefault);
    for (PortDescriptor port : said.ports()) {
      if (port.bound() > MAX_BOUND) {
        throw new IOException(
            "port wants too many buffers element=" + name + " bound=" + port.bound());
      }
      port.properties().forEach(PluginElement::checkDefault);
    }
    return new PluginElement(written, descriptor, timer);
  }

  /** It is going to be shown on terminals, which must not obey it, nor show it backwards. */
  private static void checkPrintable(String written, String name) throws IOException {
    for (int i = 0; i < written.length(); i++) {
      int c = written.codePointAt(i);
      boolean escaped = c == '\\' && i + 1 < written.length();
      if (escaped && written.startsWith("u", i + 1) && !written.startsWith("u0009", i + 1)
          || c != '\n' && !ForeignText.isHarmless(c)) {
        throw new IOException("texts of an element have control characters element=" + name);
      }
      i += escaped ? 1 : Character.charCount(c) - 1;
    }
  }

  /** Throws when it is no value of the property. */
  private static void checkDefault(PropertyDescriptor property) {
    String def = property.def();
    if (def != null) {
      PropertyValues.parse(property, def);
    }
  }
}
