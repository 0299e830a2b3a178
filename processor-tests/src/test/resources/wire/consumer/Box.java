package consumer.other;

import dev.parallax.annotations.Wire;

@Wire(room = 24)
public record Box(int x, int y) {}
