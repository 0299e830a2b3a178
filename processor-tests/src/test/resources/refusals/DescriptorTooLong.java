package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class DescriptorTooLong {
  @Property(doc = LongText.TEXT)
  int level;

  @Transform
  void run(@InOut Bytes buffer) {}
}

final class LongText {
  static final String TEN = "0123456789";
  static final String HUNDRED = TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN;
  static final String THOUSAND = HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED + HUNDRED;
  static final String MUCH = THOUSAND + THOUSAND + THOUSAND + THOUSAND + THOUSAND + THOUSAND + THOUSAND;
  static final String TEXT = MUCH + MUCH + MUCH + MUCH + MUCH + MUCH + MUCH + MUCH + MUCH + MUCH;
}
