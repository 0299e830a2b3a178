package dev.parallax.runtime.remote;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.InputPads;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PropertyRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what an element is started with, in this order: the inputs that templates have, the
 * outputs, whether each is linked, and all properties.
 *
 * @param adapter which has the ports
 * @param twin which has the properties
 */
record Beginning(
    Packer packer, ElementDescriptor descriptor, ElementAdapter adapter, ElementAdapter twin) {
  /** All inputs, by their numbers. */
  List<InputPad<?>> inputs() {
    List<InputPad<?>> all = new ArrayList<>(adapter.inputPads());
    List<InputPads<?>> templates = adapter.inputTemplates();
    packer.i32(templates.stream().mapToInt(t -> t.pads().size()).sum());
    for (int t = 0; t < templates.size(); t++) {
      for (InputPad<?> pad : templates.get(t).pads()) {
        all.add(pad);
        packer.u8(t).text(pad.name());
      }
    }
    checkCount("inputs", all.size());
    return all;
  }

  /** All outputs, by their numbers. */
  List<OutputPad<?>> outputs() {
    List<OutputPad<?>> all = new ArrayList<>(adapter.outputPads());
    List<OutputPads<?>> templates = adapter.outputTemplates();
    packer.i32(templates.stream().mapToInt(t -> t.pads().size()).sum());
    for (int t = 0; t < templates.size(); t++) {
      for (OutputPad<?> pad : templates.get(t).pads()) {
        all.add(pad);
        packer.u8(t).text(pad.name());
      }
    }
    checkCount("outputs", all.size());
    for (OutputPad<?> pad : all) {
      packer.u8(pad.linked() ? 1 : 0);
    }
    return all;
  }

  private static void checkCount(String what, int count) {
    if (count > Call.HEAD) {
      throw new IllegalStateException(
          "too many ports for another process: " + what + "=" + count + " max=" + Call.HEAD);
    }
  }

  void properties() {
    for (int i = 0; i < descriptor.properties().size(); i++) {
      Object value = twin.get(i);
      if (value != null) {
        packer.u8(1).text(descriptor.properties().get(i).name()).value(value);
      }
    }
    for (String port : twin.portsWithSettings()) {
      for (PortDescriptor template : descriptor.ports()) {
        if (template.matches(port)) {
          template.properties().forEach(p -> portProperty(port + "::" + p.name()));
        }
      }
    }
    packer.u8(0);
  }

  private void portProperty(String name) {
    packer.u8(1).text(name).value(PropertyRef.of(descriptor, name).get(twin));
  }
}
