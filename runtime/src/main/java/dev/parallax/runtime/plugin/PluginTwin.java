package dev.parallax.runtime.plugin;

import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.PropertyValues;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.PortSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the host for an element of which it has the description only: keeps the values of its
 * properties, and can't be started. A property whose default only the element knows has none until
 * it is set.
 */
final class PluginTwin extends ElementAdapter {
  private final PluginElement element;
  private final Path jar;
  private final Values values;

  PluginTwin(PluginElement element, Path jar) {
    this.element = element;
    this.jar = jar;
    values = new Values(element.descriptor().properties());
  }

  private static final class Values implements PortSettings {
    private final AtomicReferenceArray<Object> values;

    Values(List<PropertyDescriptor> properties) {
      values = new AtomicReferenceArray<>(properties.size());
      for (int i = 0; i < properties.size(); i++) {
        String def = properties.get(i).def();
        if (def != null) {
          values.set(i, PropertyValues.parse(properties.get(i), def));
        }
      }
    }

    @Override
    public Object values() {
      return this;
    }

    @Override
    public Object get(int property) {
      return values.get(property);
    }

    @Override
    public void set(int property, Object value) {
      values.set(property, value);
    }
  }

  @Override
  public Object element() {
    return element.descriptor();
  }

  @Override
  public void start(Context context) {
    String name = element.descriptor().name();
    throw Diagnostic.of(
            DiagnosticId.SBX_UNTRUSTED,
            "cannot isolate "
                + context.name()
                + ": "
                + name
                + " is of a plugin and runs in a process of its own only jar="
                + jar
                + "\n  fix      run it by parallax launch, give the pipeline a placement"
                + " (Pipeline.placement), or trust the jar",
            "element",
            name,
            "jar",
            jar.toString())
        .toException();
  }

  @Override
  public boolean hasTimer() {
    return element.timer();
  }

  @Override
  public Object get(int property) {
    return values.get(property);
  }

  @Override
  public void set(int property, Object value) {
    values.set(property, value);
  }

  @Override
  protected @Nullable PortSettings newSettings(String template) {
    for (PortDescriptor port : element.descriptor().ports()) {
      if (port.name().equals(template) && !port.properties().isEmpty()) {
        return new Values(port.properties());
      }
    }
    return null;
  }
}
