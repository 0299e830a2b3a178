package dev.parallax.runtime.isolation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * First bytes of an {@link ElementTask}, from its host.
 *
 * @param element name of the element
 * @param name of it in its pipeline
 * @param hostFile description of the file that the host writes
 * @param elementFile description of the file that the element's side writes
 */
record ElementStart(String element, String name, byte[] hostFile, byte[] elementFile) {
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(element);
      out.writeUTF(name);
      out.writeShort(hostFile.length);
      out.write(hostFile);
      out.writeShort(elementFile.length);
      out.write(elementFile);
    } catch (IOException e) {
      throw new UncheckedIOException("element's name is too long", e);
    }
    return bytes.toByteArray();
  }

  static ElementStart decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new ElementStart(
          in.readUTF(),
          in.readUTF(),
          in.readNBytes(in.readUnsignedShort()),
          in.readNBytes(in.readUnsignedShort()));
    } catch (IOException e) {
      throw new ControlMessage.ProtocolException("first bytes of an element are malformed");
    }
  }
}
