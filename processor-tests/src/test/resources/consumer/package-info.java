@ElementLibrary(name = "ConsumerElements")
package consumer;

import dev.parallax.annotations.ElementLibrary;
