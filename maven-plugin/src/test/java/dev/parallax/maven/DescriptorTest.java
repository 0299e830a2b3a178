package dev.parallax.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The descriptor is written by hand, so it is compared with the classes. */
class DescriptorTest {
  @Test
  void shouldNameAFieldWhenItHasAParameter() throws Exception {
    List<Element> mojos = elements(descriptor().getDocumentElement(), "mojo");

    assertThat(mojos).hasSize(2);
    for (Element mojo : mojos) {
      Class<?> type = Class.forName(text(mojo, "implementation"));
      assertThat(type).isAssignableTo(Mojo.class);
      Set<String> fields = fields(type);
      Set<String> declared = new HashSet<>();
      for (Element parameter : elements(mojo, "parameter")) {
        declared.add(text(parameter, "name"));
      }
      assertThat(fields).containsAll(declared);
      Element configuration = elements(mojo, "configuration").get(0);
      for (Element value : elements(configuration, "*")) {
        assertThat(declared).contains(value.getTagName());
        assertThat(value.getTextContent() + value.getAttribute("default-value"))
            .as("left for the build that uses the plugin: %s", value.getTagName())
            .contains("${");
      }
      assertThat(fields).contains(text(mojo, "field-name"));
      fields.removeAll(declared);
      assertThat(fields).as("fields that Maven does not set").containsOnly("toolchains");
    }
  }

  @Test
  void shouldHaveTheVersionOfTheBuildWhenItIsFiltered() throws Exception {
    assertThat(text(descriptor().getDocumentElement(), "version")).matches("\\d+\\.\\d+.*");
  }

  private static Set<String> fields(Class<?> type) {
    Set<String> names = new HashSet<>();
    for (Class<?> c = type; c != null && c.getName().startsWith("dev."); c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
          names.add(field.getName());
        }
      }
    }
    return names;
  }

  private static Document descriptor() throws Exception {
    try (InputStream in = DescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<Element> elements(Element in, String tag) {
    NodeList found = in.getElementsByTagName(tag);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  private static String text(Element in, String tag) {
    return elements(in, tag).get(0).getTextContent();
  }
}
