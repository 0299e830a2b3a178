package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The payload views that ports may have. */
enum ViewType {
  VIEW("View"),
  BYTES("Bytes"),
  VIDEO_FRAME("VideoFrame"),
  AUDIO_BLOCK("AudioBlock"),
  PACKET("Packet");

  static final String SUPPORTED = "View, Bytes, VideoFrame, AudioBlock, Packet";

  private final String simpleName;

  ViewType(String simpleName) {
    this.simpleName = simpleName;
  }

  /** Simple name of the view, as descriptors have it. */
  String simpleName() {
    return simpleName;
  }

  ClassName className() {
    return ClassName.get("dev.parallax.runtime.element", simpleName);
  }

  /** The view that a type is, or null. */
  static @Nullable ViewType of(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return null;
    }
    String name = ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
    for (ViewType view : values()) {
      if (view.className().canonicalName().equals(name)) {
        return view;
      }
    }
    return null;
  }
}
