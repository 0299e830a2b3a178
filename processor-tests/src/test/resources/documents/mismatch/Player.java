package sound;

import static dev.parallax.elements.std.StdElements.*;

final class Player {
  void run() {
    audioTestSrc().to(pngEnc()).to(fileSink("a.png")).run();
  }
}
