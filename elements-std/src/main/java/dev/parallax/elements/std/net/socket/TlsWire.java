package dev.parallax.elements.std.net.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS by the JDK over a socket. Buffers are as large as one record ({@code SSLSession}), whatever
 * the peer says.
 */
final class TlsWire implements Wire {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
  private static final int MOST_STEPS = 64;

  private final PlainWire under;
  private final SSLEngine engine;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment inSegment;
  private final MemorySegment outSegment;
  private final ByteBuffer in; // records from the peer, from 0 to position
  private final ByteBuffer out; // records to the peer, from position to limit
  private final ByteBuffer plain; // decoded and not yet read, from position to limit
  private boolean starved; // the record in "in" is not all there
  private int owed; // bytes of the record in "out" that no write has counted yet
  private boolean ended;
  private boolean closed;

  TlsWire(PlainWire under, SSLEngine engine) throws IOException {
    this.under = under;
    this.engine = engine;
    inSegment = arena.allocate(engine.getSession().getPacketBufferSize(), 8);
    outSegment = arena.allocate(engine.getSession().getPacketBufferSize(), 8);
    in = inSegment.asByteBuffer();
    out = outSegment.asByteBuffer().limit(0);
    plain = ByteBuffer.allocateDirect(engine.getSession().getApplicationBufferSize()).limit(0);
    engine.beginHandshake();
  }

  @Override
  public boolean handshake() throws IOException {
    try {
      for (int i = 0; i < MOST_STEPS; i++) {
        switch (engine.getHandshakeStatus()) {
          case NOT_HANDSHAKING, FINISHED -> {
            return flush();
          }
          case NEED_TASK -> tasks();
          case NEED_WRAP -> {
            if (!wrap(EMPTY)) {
              return false;
            }
          }
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
            if (!flush()) {
              return false;
            }
            long n = unwrap();
            if (n == WOULD_BLOCK) {
              return false;
            }
            if (n == 0) {
              throw new IOException("peer ended the TLS handshake address=" + peer());
            }
          }
        }
      }
      throw new IOException("TLS handshake goes on for ever address=" + peer());
    } catch (SSLException e) {
      throw refused(e);
    }
  }

  private IOException refused(SSLException e) {
    try {
      wrap(EMPTY); // the alert that says why
    } catch (IOException gone) {
      e.addSuppressed(gone);
    }
    return new IOException("TLS failed address=" + peer() + ": " + e.getMessage() + fix(e), e);
  }

  /** What the user may do about a certificate that was refused, here or by the peer. */
  private String fix(SSLException e) {
    if (!engine.getUseClientMode()) {
      return String.valueOf(e.getMessage()).contains("certificate_unknown")
          ? "; have the client trust the certificate in tls-key-store"
          : "";
    }
    boolean certificate = false;
    boolean path = false;
    for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException
          || t instanceof CertificateNotYetValidException) {
        return "; renew the server's certificate, or set this machine's clock";
      }
      certificate |= t instanceof CertificateException;
      path |= t instanceof CertPathBuilderException || t instanceof CertPathValidatorException;
    }
    if (path) {
      return "; if this is the right server, give its certificate, or the one that has signed that,"
          + " by tls-trust-store";
    }
    return certificate
        ? "; use a name that the server's certificate has, or give one by tls-server-name"
        : "";
  }

  private void tasks() {
    Runnable task;
    while ((task = engine.getDelegatedTask()) != null) {
      task.run();
    }
  }

  @Override
  public long read(MemorySegment target, long offset, long count) throws IOException {
    try {
      for (int i = 0; i < MOST_STEPS; i++) {
        if (plain.hasRemaining()) {
          return take(target, offset, count);
        }
        if (ended) {
          return 0;
        }
        boolean unused = flush(); // nobody else may come by to send what is left
        if (!settle()) {
          return WOULD_BLOCK;
        }
        long n = unwrap();
        if (n <= 0) {
          return n;
        }
      }
      return WOULD_BLOCK;
    } catch (SSLException e) {
      throw refused(e);
    }
  }

  @Override
  public void gather(boolean wanted) {
    under.gather(wanted);
  }

  private long take(MemorySegment target, long offset, long count) {
    int n = (int) Math.min(count, plain.remaining());
    MemorySegment.copy(MemorySegment.ofBuffer(plain), 0, target, offset, n);
    plain.position(plain.position() + n);
    return n;
  }

  /** Work that the protocol wants between records (key updates); false: would block. */
  private boolean settle() throws IOException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      tasks();
      status = engine.getHandshakeStatus();
    }
    return status != HandshakeStatus.NEED_WRAP || engine.isOutboundDone() || wrap(EMPTY);
  }

  /** Decodes one record: 1 when there was one, 0 at the end, or would block. */
  private long unwrap() throws IOException {
    while (true) {
      in.flip();
      plain.clear();
      SSLEngineResult result;
      try {
        result = engine.unwrap(in, plain);
      } finally {
        in.compact();
        plain.flip();
      }
      switch (result.getStatus()) {
        case OK -> {
          return 1;
        }
        case CLOSED -> {
          ended = true;
          return 0;
        }
        case BUFFER_OVERFLOW -> throw new SSLException("record is larger than the session allows");
        case BUFFER_UNDERFLOW -> {
          long n = under.read(inSegment, in.position(), in.remaining());
          starved = n == WOULD_BLOCK;
          if (starved) {
            return n;
          }
          if (n == 0) {
            // Without the protocol's own end somebody may have cut the stream.
            throw new IOException("connection ended without TLS close_notify address=" + peer());
          }
          in.position(in.position() + (int) n);
        }
      }
    }
  }

  @Override
  public long write(MemorySegment source, long offset, long count) throws IOException {
    try {
      if (!flush()) {
        return WOULD_BLOCK;
      }
      if (owed == 0) {
        if (!settle()) {
          return WOULD_BLOCK;
        }
        int most = (int) Math.min(count, plain.capacity());
        ByteBuffer from = source.asSlice(offset, most).asByteBuffer();
        boolean out = wrap(from);
        owed = from.position();
        if (!out || owed == 0) {
          return WOULD_BLOCK;
        }
      }
      int taken = (int) Math.min(owed, count);
      owed -= taken;
      return taken;
    } catch (SSLException e) {
      throw refused(e);
    }
  }

  @Override
  public boolean isMidway() {
    return owed > 0;
  }

  /** Makes a record and sends it; false when some of it could not be sent yet. */
  private boolean wrap(ByteBuffer from) throws IOException {
    if (!flush()) {
      return false;
    }
    out.clear();
    SSLEngineResult result;
    try {
      result = engine.wrap(from, out);
    } finally {
      out.flip();
    }
    if (result.getStatus() == Status.CLOSED && from.hasRemaining()) {
      throw new IOException("peer has closed the TLS connection address=" + peer());
    }
    return flush();
  }

  private boolean flush() throws IOException {
    while (out.hasRemaining()) {
      long n = under.write(outSegment, out.position(), out.remaining());
      if (n == WOULD_BLOCK) {
        return false;
      }
      out.position(out.position() + (int) n);
    }
    return true;
  }

  @Override
  public int wants() {
    return out.hasRemaining() ? Poller.OUT : Poller.IN;
  }

  @Override
  public boolean hasInput() {
    return plain.hasRemaining() || in.position() > 0 && !starved;
  }

  @Override
  public boolean finish() {
    try {
      if (!flush()) {
        return false;
      }
      engine.closeOutbound();
      for (int i = 0; i < MOST_STEPS && !engine.isOutboundDone(); i++) {
        if (!wrap(EMPTY)) {
          return false; // close_notify is not all out
        }
      }
    } catch (IOException e) {
      return true; // the peer is gone: nobody to tell
    }
    return under.finish();
  }

  @Override
  public int fd() {
    return under.fd();
  }

  @Override
  public String peer() {
    return under.peer();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      under.close();
      arena.close();
    }
  }
}
